/** Whoever writes the catalogue or the schema of a PostgreSQL database holds this advisory lock; the number means nothing else. */
export const writersLock = 7_265_338;
