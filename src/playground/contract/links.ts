/** What is wrong with an address that a client is to open or show, if anything. */
export function linkIssue(
  url: string,
  mayBeFile: boolean,
  files: ReadonlySet<string>,
): { code: string; message: string } | undefined {
  const scheme = url.slice(0, url.indexOf(":")).toLowerCase();
  if (scheme === "http" || scheme === "https") return undefined;
  if (mayBeFile && scheme === "attachment") {
    const name = url.slice("attachment://".length);
    if (files.has(name)) return undefined;
    return { code: "ATTACHMENT_NOT_FOUND", message: `No file "${name}" came along.` };
  }
  const allowed = mayBeFile ? "('http', 'https', 'attachment')" : "('http', 'https')";
  const message = `Scheme "${scheme}" is not supported. Scheme must be one of ${allowed}.`;
  return { code: "URL_TYPE_INVALID_SCHEME", message };
}
