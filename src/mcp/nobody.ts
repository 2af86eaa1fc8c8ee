import type { Asker, ChannelInfo } from "../command.ts";

/** Who asks where nobody is on Discord. */
export const nobody: Asker = {
  userId: "0",
  channelId: "0",
  locale: "en-GB",
  permissions: 0n,
  roles: [],
};

/** Where nobody asks. */
export const nowhere: ChannelInfo = { id: "0", name: "", type: 1, appPermissions: 0n, permissions: 0n };
