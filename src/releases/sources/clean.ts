/** Every row of every upstream goes through here before anything is made of it. Pure. */
import { cleanName, cleanText } from "../../clean-text.ts";
import { defined } from "../../defined.ts";
import { createDrift } from "./drift.ts";
import type { Listed, UpstreamRow } from "./types.ts";

/** Code points of what is kept, of each kind of text. */
const most = { id: 300, name: 200, title: 160, tag: 200, licence: 80 } as const;

/** What can be stored as it is: an id that had to be changed is another row's. */
const isClean = (text: string, max: number): boolean => cleanText(text, max) === text.normalize("NFC");

/** A row with nothing in it but readable text; undefined where its id or its name is none. */
export function cleanRow(row: UpstreamRow): UpstreamRow | undefined {
  const { title: stated, facts, ...rest } = row;
  const name = cleanName(row.name, most.name);
  // Behind the organisation there is a name.
  const bare = name?.replace(/^.*\//, "");
  const isNamed = bare !== undefined && /[\p{L}\p{N}]/u.test(bare);
  if (name === undefined || !isNamed || !isId(row.externalId)) return undefined;
  const { licence, ...others } = facts;
  return {
    ...rest,
    name,
    ...defined({ title: stated === undefined ? undefined : cleanName(stated, most.title) }),
    tags: row.tags.filter((tag) => isClean(tag, most.tag)),
    facts: {
      ...others,
      ...defined({ licence: licence === undefined ? undefined : cleanName(licence, most.licence) }),
    },
  };
}

/** An id is compared and never shown: what a database can keep is enough. */
const isId = (id: string): boolean =>
  id.length <= most.id && id.isWellFormed() && /\S/.test(id) && !/\p{Cc}/u.test(id);

/** A listing whose rows are clean; how many were left out is said with what else was not as expected. */
export function cleaned(listed: Listed): Listed {
  return {
    ...listed,
    async list(before, signal) {
      const listing = await listed.list(before, signal);
      if (!listing.changed) return listing;
      const drift = createDrift();
      const rows = listing.rows.flatMap((row) => {
        const clean = cleanRow(row);
        if (clean === undefined) drift.note("a row has no readable id or name");
        return clean ?? [];
      });
      const said = [...listing.drift, ...drift.lines()].map((line) => cleanText(line, 300));
      return { ...listing, rows, drift: said.filter((line) => line !== undefined) };
    },
  };
}
