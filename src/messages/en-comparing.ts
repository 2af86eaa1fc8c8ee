/** What the bot says about a comparison. Names and figures come in as they are; nothing here judges. */

const counts = ["none", "one", "two", "three", "four", "five"] as const;
const inWords = (count: number): string => counts[count] ?? String(count);
const all = (count: number): string => (count === 2 ? "Both" : `All ${inWords(count)}`);
const be = (count: number): string => (count === 1 ? "is" : "are");
const roughly = { exact: "", about: "about ", "at least": "at least " } as const;
type Certainty = keyof typeof roughly;

const tableLabels: Readonly<Record<string, string>> = {
  released: "Date",
  parametersTotal: "Size",
  parametersActive: "Active",
  context: "Context",
  weights: "Weights",
  licence: "Licence",
  price: "Price",
  modality: "Takes",
  architecture: "Architecture",
};

export const comparing = {
  versus: " vs ",
  anticipatedMark: "anticipated",
  /** Labels of the table, short enough for its first column; others are the field's own. */
  labelOf: (field: string): string => tableLabels[field] ?? field,
  priceSide: { input: "Input", output: "Output" },
  unstatedBrief: "n/s",
  same: "Same",
  own: "own",
  byFamily: (field: string, names: string) => `${field} by the family: ${names}.`,
  saidAt: "Said at",
  /** `Dec ’24`: a month in a narrow column. */
  briefMonth: (month: string) => month.replace(/ 20(\d\d)$/, "’$1"),
  /** A column of three or more has seven letters. */
  briefLicence: (licence: string, sides: number) =>
    sides < 3 ? licence : licence.replace(/^Modified /, "Mod. "),
  all: "All facts",
  benchmarks: "Shared scores",
  noShared: "No benchmark is stated for two of them, so no scores are compared.",
  legend: {
    leads: "* best",
    doubt: "? disputed or doubtful",
    unstated: "n/s not stated",
  },
  throughLab: (lab: string, model: string) =>
    `${lab} is a lab: compared through its leading model, ${model}.`,
  throughNewest: (family: string, member: string) =>
    `${family} is a family: compared through its leading member, ${member}.`,
  familyItself: (family: string) =>
    `${family} is a family without a dated member: compared by what is said of it as a whole.`,
  anticipated: (names: string, count: number) =>
    `${names} ${be(count)} not released: what is stated is an expectation.`,
  allOpenUnder: (count: number, licence: string) => `${all(count)} are open under ${licence}.`,
  allOpen: (count: number, under: string) =>
    `${all(count)} have open weights${under === "" ? "" : `: ${under}`}.`,
  itsOwnLicence: "its own licence",
  under: (name: string, licence: string) => `${name} under ${licence}`,
  allClosed: (count: number) => `${all(count)} are closed.`,
  open: (names: string, count: number) => `${names} ${be(count)} open`,
  openUnder: (names: string, count: number, licence: string) => `${names} ${be(count)} open under ${licence}`,
  partly: (names: string, count: number) => `${names} ${be(count)} partly open`,
  closed: (names: string, count: number) => `${names} ${be(count)} closed`,
  opennessNotStated: (names: string, count: number) => `whether ${names} ${be(count)} open is not stated`,
  parameters: (more: string, less: string, times: string, certainty: Certainty, figures: string) =>
    `${more} has ${roughly[certainty]}${times} times the parameters of ${less} (${figures})`,
  activatesFewer: (figures: string) => `, but activates fewer (${figures})`,
  largest: (name: string, among: number, figure: string) =>
    `${name} is the largest of the ${inWords(among)} that state a size: ${figure}.`,
  leadsOnly: (name: string, benchmark: string, figures: string) =>
    `${name} leads on ${benchmark} (${figures}).`,
  leadsAbout: (name: string, benchmark: string, figures: string) =>
    `${name} leads on ${benchmark} by approximate figures (${figures}).`,
  leads: (name: string, what: string) => `${name} leads on ${what}`,
  leadsToo: (name: string, what: string) => `${name} on ${what}`,
  ofShared: (count: number, of: number, first: boolean) =>
    first ? `${inWords(count)} of ${inWords(of)} shared benchmarks` : inWords(count),
  to: (a: string, b: string) => `${a} to ${b}`,
  context: (more: string, less: string, times: string, certainty: Certainty, figures: string) =>
    `${more} has ${roughly[certainty]}${times} times the context of ${less} (${figures}).`,
  longestContext: (name: string, among: number, figure: string) =>
    `${name} has the longest context of the ${inWords(among)} that state one: ${figure}.`,
  price: (what: string, more: string, less: string, times: string, certainty: Certainty, figures: string) =>
    `A token of ${what} costs ${roughly[certainty]}${times} times as much at ${more} as at ${less} (${figures} per million).`,
  daysLater: (later: string, earlier: string, days: number) =>
    `${later} came out ${days} ${days === 1 ? "day" : "days"} after ${earlier}.`,
  monthsLater: (later: string, earlier: string, months: number) =>
    `${later} came out ${months} ${months === 1 ? "month" : "months"} after ${earlier}.`,
  add: "Add a model",
  reduce: "Remove one",
  share: "Post it here",
  openCard: "Open a card",
  withTitle: (names: string) => `Compare ${names} with…`,
  withHelp: "Choose up to what fits into one comparison.",
  withPlaceholder: "Choose models",
  withNone: "The catalogue has nothing to compare it with.",
  full: "A comparison holds five models at most. Remove one first.",
  reduceTitle: "What should go?",
  reducePlaceholder: "Choose what to remove",
  reasons: {
    predecessor: "predecessor",
    successor: "successor",
    rival: "compared with it by a source",
    similar: "a close rival",
    "same-lab": "same lab",
    new: "new",
  },
  needsTwo: "A comparison needs two different models.",
  sameThroughFamily: (family: string, member: string) =>
    `${family} is compared through ${member}, and that is named too. Name another model.`,
  severalUnknown: (typed: string) =>
    `These names are not clear: ${typed}. Choose from the list while typing.`,
  moreThanFive: (left: number) =>
    `Five models fit into one comparison; ${left} more ${left === 1 ? "was" : "were"} named and left out.`,
  notInCatalogue: (typed: string) => `Not in the catalogue: ${typed}.`,
  namedTitle: "Named in this message",
  namedNone: "No lab or model of the catalogue is named in this message.",
  namedOpen: "Open a card",
  compareThese: "Compare",
  rests: "That was a lot at once: I rest for a minute, then ask on. `/ask` works all the time.",
  mentionHint: (bot: string) =>
    `Name one to five models, like ${bot} \`kimi k2.5 vs glm-5\`, or use \`/model\` and \`/compare\`.`,
  chartAlt: (groups: string) => `Bar chart. ${groups}`,
  chartFile: "comparison.png",
} as const;
