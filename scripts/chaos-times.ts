/** The bot's times, all shortened alike, so that leases and nonces run out often during a run of minutes. */
export const chaosTimes = { lease: 8_000, send: 1_500, trustNonce: 3_000, settleForum: 3_000 } as const;
/** How long the local Discord remembers a nonce: longer than it is trusted, and short enough to be forgotten. */
export const nonceWindowMs = 8_000;
