/** `/subscribe`: what channels of a server get of new releases. For members who may manage channels. */
import {
  SlashCommandBuilder,
  type SlashCommandIntegerOption,
  type SlashCommandStringOption,
  type SlashCommandSubcommandBuilder,
} from "@discordjs/builders";
import {
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord-api-types/v10";
import {
  channelFrom,
  chosenSubscription,
  completeSubscribe,
  filtersFrom,
  managedGuild,
  roleFrom,
  scheduleFrom,
} from "../src/answers/subscription-options.ts";
import { modalities } from "../src/catalog/fields.ts";
import { type Command, type Input, type Services, UserError } from "../src/command.ts";
import { defined } from "../src/defined.ts";
import { en } from "../src/messages/en.ts";
import { newsOf } from "../src/releases/news.ts";
import type { Release } from "../src/releases/types.ts";
import { wants } from "../src/subscriptions/filters.ts";
import { exportText, importText } from "../src/subscriptions/transfer.ts";
import type { Filters, Subscription } from "../src/subscriptions/types.ts";
import { noteMessage } from "../src/views/answers.ts";
import { customId } from "../src/views/custom-id.ts";
import { fitLines, limits } from "../src/views/limits.ts";
import type { Message } from "../src/views/message.ts";
import { releasePost } from "../src/views/release.ts";
import { channelMention, subscriptionCard, subscriptionList } from "../src/views/subscription.ts";
import { bullet, escapeMarkdown } from "../src/views/text.ts";

const words = en.releases.subscriptions;

const subscribable = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
] as const;

// ------------------------------------------------------------------------------------------------- definition

const lab = (option: SlashCommandStringOption) =>
  option
    .setName("lab")
    .setDescription("Only these labs, separated by commas; all lifts it")
    .setAutocomplete(true);
const weights = (option: SlashCommandStringOption) =>
  option
    .setName("weights")
    .setDescription("Open or closed weights")
    .addChoices(
      { name: "any", value: "any" },
      { name: "open", value: "open" },
      { name: "closed", value: "closed" },
    );
const modality = (option: SlashCommandStringOption) =>
  option
    .setName("modality")
    .setDescription("What the model takes or makes")
    .addChoices({ name: "any", value: "any" }, ...modalities.map((value) => ({ name: value, value })));
const variants = (option: SlashCommandStringOption) =>
  option
    .setName("variants")
    .setDescription("Whether sizes and snapshots of earlier models are posted too")
    .addChoices({ name: "all", value: "all" }, { name: "no minor variants", value: "main" });
const cadence = (option: SlashCommandStringOption) =>
  option
    .setName("cadence")
    .setDescription("At once, or gathered in a digest")
    .addChoices(
      { name: "instant", value: "instant" },
      { name: "daily", value: "daily" },
      { name: "weekly, on Mondays", value: "weekly" },
    );
const hour = (option: SlashCommandIntegerOption) =>
  option
    .setName("hour")
    .setDescription("Hour of the digest, 0 to 23; 9 unless told")
    .setMinValue(0)
    .setMaxValue(23);
const timezone = (option: SlashCommandStringOption) =>
  option
    .setName("timezone")
    .setDescription("Time zone of that hour: Europe/Berlin; UTC unless told")
    .setAutocomplete(true);
const which = (option: SlashCommandStringOption) =>
  option.setName("subscription").setDescription("Which one").setAutocomplete(true).setRequired(true);

const withSettings = (sub: SlashCommandSubcommandBuilder) =>
  sub
    .addStringOption(lab)
    .addStringOption(weights)
    .addStringOption(modality)
    .addStringOption(variants)
    .addStringOption(cadence)
    .addIntegerOption(hour)
    .addStringOption(timezone)
    .addRoleOption((option) => option.setName("role").setDescription("The one role that posts mention"));

const definition = new SlashCommandBuilder()
  .setName("subscribe")
  .setDescription("Have new releases posted in a channel")
  .setDefaultMemberPermissions(PermissionFlagsBits.ManageChannels)
  .setContexts(InteractionContextType.Guild)
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
  .addSubcommand((sub) =>
    withSettings(
      sub
        .setName("add")
        .setDescription("Subscribe a channel to new releases")
        .addChannelOption((option) =>
          option
            .setName("channel")
            .setDescription("Where; empty for this channel")
            .addChannelTypes(...subscribable),
        ),
    ),
  )
  .addSubcommand((sub) => sub.setName("list").setDescription("What this server's channels follow"))
  .addSubcommand((sub) =>
    withSettings(
      sub
        .setName("edit")
        .setDescription("Change a subscription; what is left out stays")
        .addStringOption(which),
    ).addBooleanOption((option) =>
      option.setName("norole").setDescription("True: posts mention no role any more"),
    ),
  )
  .addSubcommand((sub) =>
    sub.setName("pause").setDescription("Stop a subscription for a while").addStringOption(which),
  )
  .addSubcommand((sub) =>
    sub
      .setName("resume")
      .setDescription("Go on with a paused subscription")
      .addStringOption(which)
      .addBooleanOption((option) =>
        option.setName("missed").setDescription("True: post what came out in between"),
      ),
  )
  .addSubcommand((sub) => sub.setName("remove").setDescription("End a subscription").addStringOption(which))
  .addSubcommand((sub) =>
    sub
      .setName("test")
      .setDescription("Post the newest release in the channel, as a test")
      .addStringOption(which),
  )
  .addSubcommand((sub) => sub.setName("export").setDescription("All settings of this server as a file"))
  .addSubcommand((sub) => sub.setName("import").setDescription("Read an exported file"))
  .toJSON();

// --------------------------------------------------------------------------------------------------- answers

/** The newest release that fits, to show how a post looks. */
async function sample({ catalog, subscriptions }: Services, filters: Filters): Promise<Release | undefined> {
  const take = 100;
  for (let skip = 0; ; skip += take) {
    const { releases, total } = await subscriptions.published({}, { skip, take });
    const found = releases.find((one) => wants(filters, one, catalog.models.get(one.model)));
    if (found !== undefined || skip + take >= total) return found;
  }
}

const card = (services: Services, one: Subscription, title: string, ...remarks: readonly string[]) =>
  subscriptionCard(services.catalog, one, title, services.subscriptions.next(one.schedule), remarks);

async function add(input: Input, services: Services): Promise<Message> {
  const guildId = managedGuild(input);
  const { channel, kind } = channelFrom(input);
  const roleId = roleFrom(input, channel.appPermissions);
  const { created, subscription } = await services.subscriptions.add({
    guildId,
    channelId: channel.id,
    channelName: channel.name,
    channelKind: kind,
    filters: filtersFrom(input, services),
    schedule: scheduleFrom(input),
    ownerId: input.asker.userId,
    ...defined({ roleId }),
  });
  const mention = channelMention(channel.id);
  return created
    ? card(services, subscription, words.saved(mention), words.nothingOld)
    : card(services, subscription, words.exists(mention));
}

async function edit(input: Input, services: Services): Promise<Message> {
  const one = await chosenSubscription(input, services);
  const noRole = input.options.get("norole") === true;
  const roleId = noRole ? null : roleFrom(input, input.here?.appPermissions ?? 0n);
  const changed = await services.subscriptions.edit(one, {
    filters: filtersFrom(input, services, one.filters),
    schedule: scheduleFrom(input, one.schedule),
    ...defined({ roleId }),
  });
  if (changed === "taken") throw new UserError(words.taken);
  if (changed === undefined) throw new UserError(words.notFound);
  return card(services, changed, words.edited(channelMention(one.channelId)));
}

async function resume(input: Input, services: Services): Promise<Message> {
  const one = await chosenSubscription(input, services);
  const missed = input.options.get("missed") === true;
  const posted = await services.subscriptions.resume(one, missed);
  const isDigest = one.schedule.cadence !== "instant";
  const then = missed ? (isDigest ? words.missedDigest : words.missedPosted(posted)) : words.missedSkipped;
  return noteMessage(`${words.resumed(channelMention(one.channelId))} ${then}`);
}

async function test(input: Input, services: Services): Promise<Message> {
  const one = await chosenSubscription(input, services);
  const release = await sample(services, one.filters);
  if (release === undefined) return noteMessage(words.previewNone);
  const channel = channelMention(one.channelId);
  const result = await services.subscriptions.postTest(one, release);
  if (result.ok) return noteMessage(words.tested(channel));
  const { failure } = result;
  const reason = failure.kind === "limited" ? words.mustWait : escapeMarkdown(failure.message);
  return noteMessage(words.testFailed(channel, reason));
}

/** Discord takes 4,000 characters in a form: a file for each part that fits. */
const mostTyped = 4_000;

async function exported(input: Input, services: Services): Promise<Message> {
  const all = await services.subscriptions.ofGuild(managedGuild(input));
  if (all.length === 0) return noteMessage(words.listNone);
  const parts: Subscription[][] = [[]];
  for (const one of all) {
    const last = parts.at(-1) ?? [];
    if (last.length > 0 && exportText([...last, one]).length > mostTyped) parts.push([one]);
    else last.push(one);
  }
  return {
    audience: "asker",
    embeds: [{ description: words.exported(all.length) }],
    files: parts.slice(0, 10).map((part, index) => ({
      name: parts.length === 1 ? "subscriptions.json" : `subscriptions-${index + 1}.json`,
      data: new TextEncoder().encode(exportText(part)),
      description: words.fileDescription,
    })),
  };
}

const importForm: Message = {
  audience: "asker",
  embeds: [{ description: words.importHelp }],
  rows: [
    [{ kind: "button", label: words.importButton, id: customId("subscribe", "paste"), style: "primary" }],
  ],
};

const subcommands: Record<string, (input: Input, services: Services) => Message | Promise<Message>> = {
  add,
  edit,
  resume,
  test,
  list: async (input, services) =>
    subscriptionList(services.catalog, await services.subscriptions.ofGuild(managedGuild(input))),
  pause: async (input, services) => {
    const one = await chosenSubscription(input, services);
    await services.subscriptions.pause(one.id);
    return noteMessage(words.paused(channelMention(one.channelId)));
  },
  remove: async (input, services) => {
    const one = await chosenSubscription(input, services);
    await services.subscriptions.remove(one.id);
    return noteMessage(words.removed(channelMention(one.channelId)));
  },
  export: exported,
  import: (input) => {
    managedGuild(input);
    return importForm;
  },
};

export const subscribe: Command = {
  definition,
  run(input, services) {
    const run = subcommands[input.subcommand ?? ""];
    if (run === undefined) throw new UserError(en.unknownCommand);
    return run(input, services);
  },
  complete: completeSubscribe,
  actions: {
    /** How a post of this subscription will look. */
    preview: async ({ args, asker }, services) => {
      const one = await services.subscriptions.byId(args[0] ?? "");
      if (one === undefined || one.guildId !== asker.guildId) throw new UserError(words.notFound);
      const release = await sample(services, one.filters);
      if (release === undefined) return { as: "reply", message: noteMessage(words.previewNone) };
      const post = releasePost(services.catalog, newsOf(services.catalog, release), "preview");
      return { as: "reply", message: { ...post, audience: "asker", content: `*${words.previewNote}*` } };
    },
    paste: (press) => {
      managedGuild(press);
      return {
        as: "modal",
        modal: {
          id: customId("subscribe", "import"),
          title: words.importTitle,
          inputs: [
            { id: "text", label: words.importLabel, required: true, maxLength: mostTyped, long: true },
          ],
        },
      };
    },
    import: async (press, services) => {
      const guildId = managedGuild(press);
      const read = importText(press.fields.get("text") ?? "", guildId, press.asker.userId);
      if (!read.ok) throw new UserError(words.importBad(escapeMarkdown(read.reason)));
      const { made, there, refused } = await services.subscriptions.addAll(read.settings);
      const lines = [
        words.imported(made, there),
        ...(refused.length === 0 ? [] : [words.importRefused(refused.length)]),
        ...refused.map(({ settings, reason }) =>
          bullet(`${channelMention(settings.channelId)}: ${escapeMarkdown(reason)}`),
        ),
      ];
      return { as: "reply", message: noteMessage(fitLines(lines, limits.description, en.releases.more)) };
    },
  },
};
