/** The PostgreSQL twin of schema.prisma: another provider, and the client beside the other one. */
export function postgresqlSchema(schema: string): string {
  const twin = schema
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('"../src/store/generated"', '"./client"');
  if (twin.includes("sqlite") || !twin.includes('"./client"'))
    throw new Error(
      "prisma/schema.prisma does not name its provider and its output as prisma/postgresql expects.",
    );
  return twin;
}
