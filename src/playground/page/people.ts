/** Who one can be on the page, and which of the default world's channels it shows. */
import { ids } from "../world/default-world.ts";

export const people = [
  { id: ids.moderator, about: "a moderator" },
  { id: ids.member, about: "a member" },
  { id: ids.owner, about: "the owner" },
];

export const shownChannels: readonly string[] = [
  ids.general,
  ids.models,
  ids.announcements,
  ids.forum,
  ids.thread,
  ids.readOnly,
  ids.review,
];
