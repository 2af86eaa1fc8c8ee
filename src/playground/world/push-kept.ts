/** Appends, and drops the oldest entries beyond about `limit`: in blocks, since each drop copies the list. */
export function pushKept<Entry>(list: Entry[], entry: Entry, limit: number): void {
  list.push(entry);
  if (list.length > limit * 1.25 + 16) list.splice(0, list.length - limit);
}
