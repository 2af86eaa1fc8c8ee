/** What the bot says about corrections of facts. */
export const corrections = {
  button: "Correct",
  formTitle: (name: string) => `Correct ${name}`,
  field: "Which fact",
  fieldHint: "Context, Licence, Released …",
  value: "What it should say",
  valueHint: "128K; MIT; 2026-11-25; yes, no or partly",
  link: "Where that is said: a link",
  linkHint: "https://… the lab's own page is best",
  noPlace:
    "Nobody reads corrections through this bot. CONTRIBUTING.md, in Labdex's repository, says how a fact is mended.",
  noField: (names: readonly string[]) => `Name one of these facts: ${names.join(", ")}.`,
  noLink: "A correction needs a link that begins with https://.",
  refused: (reason: string) => `That cannot be written down: ${reason}.`,
  noFile: "This entry was found by a source and has no file yet, so there is nothing to correct.",
  thanks: (name: string) =>
    `Thank you. Your correction of ${name} is with the people who look after the facts.`,
  unreached: "The people who look after the facts cannot be reached at the moment. Please try later.",
  title: (name: string) => `Correction: ${name}`,
  line: (field: string, value: string) => `**${field}** ${value}`,
  before: (value: string) => `Now: ${value}`,
  from: (who: string, link: string) => `Suggested by ${who}, from ${link}`,
  patch: (file: string) => `The patch of ${file}`,
  accept: "Accept",
  reject: "Reject",
  accepted: (who: string) =>
    `${who} accepts it. Save the patch above, run \`git apply correction.patch\` and \`npm run data:check\`, and commit.`,
  rejected: (who: string) => `${who} rejects it.`,
  onlyOwners: "Only the owners of this bot (OWNER_IDS) decide on corrections.",
} as const;
