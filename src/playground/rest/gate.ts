/** Who may speak to the local Discord: programs and the page on this computer, and no website. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** Names under which this computer reaches itself. Any other Host is a website's name that points here. */
const ownNames = ["127.0.0.1", "localhost", "[::1]"];

/** What a browser may be told about every answer: keep it here, do not guess what it is, do not show it elsewhere. */
export const guardHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
};

/**
 * Why a request is turned away, as a sentence; undefined where it may pass. Asked before anything else is read of it,
 * of requests and of upgrades alike. A bot sends no Origin; a browser sends one with everything that could do harm,
 * and Sec-Fetch-Site with the rest.
 *
 * @param port the one that is listened on
 */
export function refusalOf(
  request: Pick<IncomingMessage, "headers" | "method" | "url">,
  port: number,
): string | undefined {
  const { host, origin } = request.headers;
  const hosts = ownNames.map((name) => (port === 80 ? name : `${name}:${port}`));
  if (host === undefined || !hosts.includes(host.toLowerCase())) {
    return "The playground answers to 127.0.0.1 only.";
  }
  // Of the same name and port as the request: localhost and 127.0.0.1 are two origins.
  if (origin !== undefined && origin !== `http://${host}`) {
    return "The playground answers to its own page only.";
  }
  if (fromElsewhere(request.headers) && !isLinkToPage(request)) {
    return "The playground answers to its own page only.";
  }
  return undefined;
}

function fromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

/** Somebody follows a link to the page, which is harmless: a whole window of its own, nothing else. */
function isLinkToPage({
  headers,
  method,
  url,
}: Pick<IncomingMessage, "headers" | "method" | "url">): boolean {
  const window = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  return window && method === "GET" && url === "/";
}
