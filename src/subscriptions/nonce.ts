/** The mark by which a delivery's message is known, however often it is sent. */

/**
 * Nonce of a delivery: the 16 bytes of its id in 22 characters, of the 25 that Discord allows. It goes out with
 * `enforce_nonce`, and in the ids of the message's buttons, where it can still be read when Discord has forgotten it.
 * @param id a UUID
 */
export function nonceOf(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}

/** Whether a custom_id carries a nonce: it is its last argument. */
export function carriesNonce(customId: string, nonce: string): boolean {
  return customId.endsWith(`|${nonce}`);
}
