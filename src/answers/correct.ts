/** Corrections that people suggest from a card: a form, a post to those who look after the facts, their decision. */
import {
  type CorrectedKind,
  type Correction,
  correctable,
  fieldNamed,
  patchOf,
  withCorrection,
} from "../catalog/correction.ts";
import { DataFileError } from "../catalog/data-file-error.ts";
import { type FieldDefinition, labFields, modelFields } from "../catalog/fields.ts";
import type { Claim } from "../catalog/types.ts";
import { type Actions, type InteractionResponse, type Press, type Services, UserError } from "../command.ts";
import { defined } from "../defined.ts";
import { en } from "../messages/en.ts";
import { noteMessage } from "../views/answers.ts";
import { correctionCard, correctionForm } from "../views/correction.ts";
import type { Message } from "../views/message.ts";

const words = en.corrections;

export interface CorrectionParts {
  /** Snowflakes of those who decide. */
  owners: readonly string[];
  /** The text of a data file by its path below `data/`; undefined where there is none. */
  read: (path: string) => Promise<string | undefined>;
  /** Posts to the owners; false where that fails. Absent where nobody looks. */
  post?: (message: Message, title: string) => Promise<boolean>;
}

interface Entry {
  kind: CorrectedKind;
  id: string;
  name: string;
  facts: Readonly<Record<string, { claims: readonly Claim[] } | undefined>>;
}

function entryOf([kind, id = ""]: readonly string[], { catalog }: Services): Entry {
  const found = kind === "lab" ? catalog.labs.get(id) : catalog.models.get(id);
  if (found === undefined) throw new UserError(en.outdatedButton);
  return {
    kind: kind === "lab" ? "lab" : "model",
    id,
    name: found.name,
    facts: found.facts as Entry["facts"],
  };
}

/** The file with the correction in it, once it is sure that it can be read again. */
async function change(path: string, text: string, correction: Correction): Promise<string> {
  const after = withCorrection(text, correction);
  // YAML is read only here and by an import: no start waits for its parser.
  const { parseDataFile } = await import("../catalog/data-file.ts");
  try {
    parseDataFile({ path, shown: `data/${path}`, text: after });
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    throw new UserError(words.refused(error.reason));
  }
  return patchOf(`data/${path}`, text, after);
}

export function correctionActions({ owners, read, post }: CorrectionParts): Actions {
  async function suggest(press: Press, services: Services): Promise<InteractionResponse> {
    if (post === undefined) throw new UserError(words.noPlace);
    const { kind, id, name, facts } = entryOf(press.args, services);
    const typed = (input: string) => (press.fields.get(input) ?? "").trim();
    const field = fieldNamed(kind, typed("field"));
    if (field === undefined) throw new UserError(words.noField(correctable(kind)));
    const link = typed("link");
    if (!/^https?:\/\/\S+$/.test(link) || !URL.canParse(link)) throw new UserError(words.noLink);
    const path = `${kind === "model" ? "models" : "labs"}/${id}.yaml`;
    const text = await read(path);
    if (text === undefined) throw new UserError(words.noFile);
    const correction = { kind, field, value: typed("value"), link };
    const fields: Readonly<Record<string, FieldDefinition>> = kind === "model" ? modelFields : labFields;
    const card = correctionCard({
      name,
      field: fields[field]?.label ?? field,
      value: correction.value,
      ...defined({ before: facts[field]?.claims[0]?.text }),
      link,
      by: press.asker.userId,
      file: `data/${path}`,
      patch: await change(path, text, correction),
    });
    if (!(await post(card, words.title(name)))) throw new UserError(words.unreached);
    return { as: "reply", message: noteMessage(words.thanks(name)) };
  }

  const decide =
    (say: (who: string) => string) =>
    ({ asker }: Press): InteractionResponse => {
      if (!owners.includes(asker.userId)) throw new UserError(words.onlyOwners);
      return { as: "reply", message: { audience: "everyone", content: say(`<@${asker.userId}>`) } };
    };

  return {
    open(press, services) {
      if (post === undefined) throw new UserError(words.noPlace);
      const { kind, id, name } = entryOf(press.args, services);
      return { as: "modal", modal: correctionForm(kind, id, name) };
    },
    sent: suggest,
    accept: decide(words.accepted),
    reject: decide(words.rejected),
  };
}
