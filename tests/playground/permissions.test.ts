import { OverwriteType, PermissionFlagsBits } from "discord-api-types/v10";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalDiscord, startLocalDiscord } from "../../src/playground/local-discord.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { includes } from "../../src/playground/world/permissions.ts";

let discord: LocalDiscord;
beforeAll(async () => {
  discord = await startLocalDiscord();
});
afterAll(async () => {
  await discord.close();
});

const send = PermissionFlagsBits.SendMessages.toString();
const everyone = (allow: string, deny: string) => ({ id: ids.home, type: OverwriteType.Role, allow, deny });
const fans = (allow: string, deny: string) => ({
  id: ids.releaseFans,
  type: OverwriteType.Role,
  allow,
  deny,
});
const bo = (allow: string, deny: string) => ({ id: ids.member, type: OverwriteType.Member, allow, deny });

test.each([
  { overwrites: [], may: true },
  { overwrites: [everyone("0", send)], may: false },
  { overwrites: [everyone("0", send), fans(send, "0")], may: true },
  { overwrites: [everyone("0", send), fans(send, "0"), bo("0", send)], may: false },
  { overwrites: [fans("0", send), bo(send, "0")], may: true },
  { overwrites: [{ ...fans("0", send), id: ids.moderators }], may: true },
])("a member with overwrites $overwrites may send: $may", ({ overwrites, may }) => {
  const channel = discord.world.updateChannel(ids.models, { permission_overwrites: overwrites });
  expect(includes(discord.world.permissions(ids.member, channel), "SendMessages")).toBe(may);
  expect(includes(discord.world.permissions(ids.owner, channel), "SendMessages")).toBe(true);
  const thread = discord.world.needChannel(ids.thread);
  expect(includes(discord.world.permissions(ids.member, thread), "SendMessages")).toBe(may);
});
