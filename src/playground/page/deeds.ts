/** What the page lets a person do, and what is remembered of it. */
import { LRUCache } from "lru-cache";
import type { LocalDiscord, LocalDiscordEvent } from "../local-discord.ts";
import { PersonError } from "../person/error.ts";
import type { Person } from "../person/person.ts";
import type { Reply } from "../person/reply.ts";
import { inspect } from "./inspect.ts";
import type { Inspection, PersonRequest, PersonResponse, Step, Use } from "./protocol.ts";

export type Deeds = ReturnType<typeof createDeeds>;

export function createDeeds(discord: LocalDiscord) {
  const forms = new LRUCache<string, { person: Person; reply: Reply }>({ max: 50 });
  const uses = new LRUCache<string, Use>({ max: 500 });

  /** What was done on the way to a message, by its id. */
  const steps = new LRUCache<string, readonly Step[]>({ max: 500 });

  function answered(person: Person, reply: Reply, request: PersonRequest): PersonResponse {
    const { modal, interaction, error, ms } = reply;
    const before = "message" in request ? steps.get(request.message) : undefined;
    const { originalId } = interaction;
    if (originalId !== undefined) steps.set(originalId, [...(before ?? []), { request, ms }].slice(-20));
    if (modal !== undefined) forms.set(interaction.id, { person, reply });
    return {
      ms,
      ...(error === undefined ? {} : { error }),
      ...(modal === undefined ? {} : { modal: { form: interaction.id, data: modal } }),
    };
  }

  function personOf({ as, channel, locale }: PersonRequest): Person {
    const { users, channels } = discord.world;
    if (!users.has(as) || !channels.has(channel))
      throw new PersonError("There is no such person or channel.");
    return discord.person({ as, channel, locale });
  }

  async function perform(person: Person, request: PersonRequest): Promise<PersonResponse> {
    const how =
      "subcommand" in request && request.subcommand !== undefined ? { subcommand: request.subcommand } : {};
    switch (request.do) {
      case "slash":
        return answered(person, await person.slash(request.command, request.options, how), request);
      case "autocomplete": {
        const { command, option, typed, options } = request;
        return { choices: await person.autocomplete(command, option, typed, options, how) };
      }
      case "press":
        return answered(person, await person.press(request.message, request.customId), request);
      case "choose":
        return answered(
          person,
          await person.choose(request.message, request.customId, request.values),
          request,
        );
      case "menu":
        return answered(person, await person.menu(request.command, request.message), request);
      case "submit": {
        const form = forms.get(request.form);
        if (form === undefined) throw new PersonError("This form is no longer open.");
        const reply = await form.person.submit(form.reply, request.fields);
        forms.delete(request.form);
        return answered(form.person, reply, request);
      }
      case "say":
        person.say(request.text, request.replyTo === undefined ? {} : { replyTo: request.replyTo });
        return {};
      case "delete":
        person.delete(request.message);
        return {};
    }
  }

  return {
    /** Which command a message answers, by message id: Discord's client shows it, the message does not say it. */
    uses: (): ReadonlyMap<string, Use> => new Map(uses.entries()),

    note(event: LocalDiscordEvent): void {
      if (event.type !== "interaction" || event.interaction.kind !== "command") return;
      const { originalId, name, user } = event.interaction;
      if (originalId !== undefined)
        uses.set(originalId, { command: name, by: user.global_name ?? user.username });
    },

    /** @throws PersonError where this person does not see the message */
    inspect(as: string, channel: string, id: string): Inspection {
      const { users, channels } = discord.world;
      if (!users.has(as) || !channels.has(channel))
        throw new PersonError("There is no such person or channel.");
      const message = discord
        .person({ as, channel })
        .sees()
        .find((one) => one.id === id);
      if (message === undefined) throw new PersonError("That message is gone.");
      return inspect(message, steps.get(id) ?? []);
    },

    /** @throws PersonError for what a client would not let a person do */
    act: (request: PersonRequest): Promise<PersonResponse> => perform(personOf(request), request),
  };
}
