import {
  ActionRowBuilder,
  ApplicationCommandType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  ChannelType,
  Client,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  type Interaction,
  MentionableSelectMenuBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocalDiscord } from "../../src/playground/local-discord.ts";
import { PersonError } from "../../src/playground/person/error.ts";
import { ids } from "../../src/playground/world/default-world.ts";
import { type Running, withClient } from "./helpers.ts";

let running: Running;

const commands = [
  new SlashCommandBuilder()
    .setName("model")
    .setDescription("Looks up a model")
    .addStringOption((option) =>
      option.setName("name").setDescription("Its name").setRequired(true).setAutocomplete(true),
    )
    .addStringOption((option) =>
      option
        .setName("weights")
        .setDescription("Open or closed")
        .addChoices({ name: "Open", value: "open" }, { name: "Closed", value: "closed" }),
    ),
  new SlashCommandBuilder()
    .setName("subscribe")
    .setDescription("Follows releases")
    .setDefaultMemberPermissions(16n)
    .addSubcommand((sub) =>
      sub
        .setName("add")
        .setDescription("Adds one")
        .addChannelOption((option) =>
          option
            .setName("channel")
            .setDescription("Where")
            .setRequired(true)
            .addChannelTypes(ChannelType.GuildText, ChannelType.GuildAnnouncement),
        )
        .addRoleOption((option) => option.setName("role").setDescription("Whom to tell")),
    ),
  new SlashCommandBuilder().setName("ask").setDescription("Opens a modal"),
  new SlashCommandBuilder().setName("slow").setDescription("Defers"),
  new SlashCommandBuilder().setName("secret").setDescription("Answers privately"),
  new SlashCommandBuilder().setName("chart").setDescription("Sends a picture"),
  new SlashCommandBuilder().setName("pick").setDescription("Offers selects"),
  new SlashCommandBuilder().setName("silent").setDescription("Never answers"),
].map((builder) => builder.toJSON());

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    await interaction.respond([{ name: `You typed ${typed}`, value: typed || "nothing" }]);
    return;
  }
  if (interaction.isMessageContextMenuCommand()) {
    await interaction.reply(`It says: ${interaction.targetMessage.content}`);
    return;
  }
  if (interaction.isChatInputCommand()) {
    switch (interaction.commandName) {
      case "model": {
        const name = interaction.options.getString("name", true);
        await interaction.reply({
          content: name,
          embeds: [
            new EmbedBuilder().setTitle(name).setDescription("A model").addFields({ name: "a", value: "b" }),
          ],
          components: [
            new ActionRowBuilder<ButtonBuilder>().addComponents(
              new ButtonBuilder().setCustomId("more").setLabel("More").setStyle(ButtonStyle.Primary),
              new ButtonBuilder()
                .setCustomId("off")
                .setLabel("Off")
                .setStyle(ButtonStyle.Secondary)
                .setDisabled(true),
              new ButtonBuilder().setURL("https://example.com").setLabel("Source").setStyle(ButtonStyle.Link),
            ),
            new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
              new StringSelectMenuBuilder()
                .setCustomId("section")
                .setPlaceholder("Section")
                .addOptions({ label: "History", value: "history" }, { label: "People", value: "people" }),
            ),
          ],
          allowedMentions: { parse: [] },
        });
        return;
      }
      case "subscribe": {
        const channel = interaction.options.getChannel("channel", true);
        const bits = "appPermissions" in channel ? channel.appPermissions?.bitfield : undefined;
        await interaction.reply({ content: `${channel.name} ${bits}`, flags: MessageFlags.Ephemeral });
        return;
      }
      case "pick":
        await interaction.reply({
          components: [
            new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(
              new ChannelSelectMenuBuilder().setCustomId("channel").setChannelTypes(ChannelType.GuildText),
            ),
            new ActionRowBuilder<MentionableSelectMenuBuilder>().addComponents(
              new MentionableSelectMenuBuilder().setCustomId("who").setMinValues(2).setMaxValues(2),
            ),
          ],
        });
        return;
      case "ask":
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId("form")
            .setTitle("A question")
            .addComponents(
              new ActionRowBuilder<TextInputBuilder>().addComponents(
                new TextInputBuilder().setCustomId("q").setLabel("Question").setStyle(TextInputStyle.Short),
              ),
            ),
        );
        return;
      case "slow":
        await interaction.deferReply();
        await interaction.editReply("done");
        await interaction.followUp({ content: "and one more", flags: MessageFlags.Ephemeral });
        return;
      case "secret": {
        const response = await interaction.reply({
          content: "psst",
          flags: MessageFlags.Ephemeral,
          withResponse: true,
        });
        await interaction.editReply(`psst ${response.resource?.message?.id ?? "?"}`);
        return;
      }
      case "chart":
        await interaction.reply({
          files: [new AttachmentBuilder(Buffer.from("not really a picture"), { name: "chart.png" })],
          embeds: [new EmbedBuilder().setImage("attachment://chart.png")],
        });
        return;
    }
  }
  if (interaction.isUserContextMenuCommand()) {
    await interaction.reply({
      content: `Hello ${interaction.targetUser.username}`,
      flags: MessageFlags.Ephemeral,
    });
  }
  if (interaction.isChannelSelectMenu()) {
    const bits = interaction.channels.map((channel) =>
      "appPermissions" in channel ? channel.appPermissions?.bitfield : undefined,
    );
    await interaction.reply(`${interaction.values.join()} ${bits.join()}`);
  }
  if (interaction.isMentionableSelectMenu()) {
    await interaction.reply(`${interaction.users.size} user, ${interaction.roles.size} role`);
  }
  if (interaction.isButton()) await interaction.update({ content: "more", components: [] });
  if (interaction.isStringSelectMenu()) {
    await interaction.deferUpdate();
    await interaction.editReply({ content: interaction.values.join(), components: [], embeds: [] });
  }
  if (interaction.isModalSubmit()) await interaction.reply(interaction.fields.getTextInputValue("q"));
}

beforeAll(async () => {
  running = await withClient({ deadlineMs: 300 });
  running.client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  await running.client.application.commands.set([
    ...commands,
    { name: "Find models", type: ApplicationCommandType.Message },
    { name: "Greet", type: ApplicationCommandType.User },
  ]);
});

afterAll(async () => {
  expect(running.discord.violations).toEqual([]);
  expect(running.discord.failures).toEqual([]);
  await running.stop();
});

describe("an unmodified discord.js client", () => {
  test("registers commands and reads them back", async () => {
    const fetched = await running.client.application.commands.fetch();
    expect([...fetched.values()].map((command) => command.name).sort()).toEqual([
      "Find models",
      "Greet",
      "ask",
      "chart",
      "model",
      "pick",
      "secret",
      "silent",
      "slow",
      "subscribe",
    ]);
    expect(running.discord.commands()).toHaveLength(10);
  });

  test("answers a slash command, a button, a select", async () => {
    const person = running.discord.person();
    const card = await person.slash("model", { name: "GLM-5" });
    expect(card.kind).toBe("message");
    expect(card.message?.embeds[0]?.title).toBe("GLM-5");
    const chosen = await person.choose(card, "Section", ["History"]);
    expect(chosen.kind).toBe("deferred-update");
    expect((await chosen.settled()).content).toBe("history");

    const second = await person.slash("model", { name: "GLM-5" });
    const pressed = await person.press(second, "More");
    expect(pressed.kind).toBe("update");
    expect(second.now()?.content).toBe("more");
    await expect(person.press(second, "More")).rejects.toThrow(PersonError);
  });

  test("suggests what is typed", async () => {
    const person = running.discord.person();
    expect(await person.autocomplete("model", "name", "kimi")).toEqual([
      { name: "You typed kimi", value: "kimi" },
    ]);
    await expect(person.autocomplete("model", "weights", "o")).rejects.toThrow("suggests nothing");
  });

  test("takes options with what they resolve to", async () => {
    const { discord } = running;
    const reply = await discord.person().slash("subscribe", { channel: ids.readOnly }, { subcommand: "add" });
    const bits = discord.world.permissions(discord.applicationId, discord.world.needChannel(ids.readOnly));
    expect(reply.ephemeral).toBe(true);
    expect(reply.message?.content).toBe(`read-only ${bits}`);
  });

  test("shows a modal and reads it", async () => {
    const person = running.discord.person();
    const modal = await person.slash("ask");
    expect(modal.kind).toBe("modal");
    expect((await person.submit(modal, { Question: "why?" })).message?.content).toBe("why?");
    await expect(person.submit(modal, { nope: "x" })).rejects.toThrow(PersonError);
    await expect(person.submit(modal, {})).rejects.toThrow("required");
  });

  test("defers, edits and follows up", async () => {
    const reply = await running.discord.person().slash("slow");
    expect(reply.kind).toBe("deferred");
    expect((await reply.settled()).content).toBe("done");
    expect((await reply.followUp()).flags).toBe(MessageFlags.Ephemeral);
  });

  test("answers one person only", async () => {
    const person = running.discord.person();
    const reply = await person.slash("secret");
    expect((await reply.edited()).content).toBe(`psst ${reply.message?.id}`);
    const other = running.discord.person({ as: "bo" });
    expect(other.sees().some((message) => message.id === reply.message?.id)).toBe(false);
    expect(person.sees().some((message) => message.id === reply.message?.id)).toBe(true);
    await expect(other.press(reply, "x")).rejects.toThrow("somebody else's");
  });

  test("uploads files that can be downloaded", async () => {
    const reply = await running.discord.person().slash("chart");
    const url = reply.message?.embeds[0]?.image?.url ?? "";
    expect(reply.message?.attachments[0]?.url).toBe(url);
    expect(await (await fetch(url)).text()).toBe("not really a picture");
  });

  test("reads a message by its menu", async () => {
    const person = running.discord.person();
    const said = person.say("kimi k2.5 vs glm-5");
    expect((await person.menu("Find models", said)).message?.content).toBe("It says: kimi k2.5 vs glm-5");
  });

  test("greets a member by their menu", async () => {
    const reply = await running.discord.person().userMenu("Greet", ids.member);
    expect(reply.message?.content).toBe("Hello bo");
  });

  test("gets chosen channels, users and roles", async () => {
    const { discord } = running;
    const person = discord.person();
    const offer = await person.slash("pick");
    const bits = discord.world.permissions(discord.applicationId, discord.world.needChannel(ids.models));
    expect((await person.choose(offer, "channel", [ids.models])).message?.content).toBe(
      `${ids.models} ${bits}`,
    );
    const both = await person.choose(offer, "who", [ids.member, ids.moderators]);
    expect(both.message?.content).toBe("1 user, 1 role");
    await expect(person.choose(offer, "who", [ids.member])).rejects.toThrow("2 to 2");
    await expect(person.choose(offer, "channel", [ids.lounge])).rejects.toThrow("no channels");
    await expect(person.choose(offer, "channel", [ids.forum])).rejects.toThrow("channel of type");
  });

  test("that says nothing leaves the person with an error", async () => {
    const reply = await running.discord.person().slash("silent");
    expect(reply).toMatchObject({ kind: "none", error: "The application did not respond" });
  });
});

describe("a person's client lets nothing through that the command does not define", () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ["an unknown command", () => running.discord.person().slash("nope"), "No command"],
    ["a missing option", () => running.discord.person().slash("model"), "required"],
    ["an unknown option", () => running.discord.person().slash("model", { name: "x", nope: 1 }), "no option"],
    ["a number for text", () => running.discord.person().slash("model", { name: 3 }), "takes text"],
    ["no choice", () => running.discord.person().slash("model", { name: "x", weights: "half" }), "choices"],
    ["no subcommand", () => running.discord.person().slash("subscribe"), "subcommands"],
    [
      "a channel of a wrong type",
      () => running.discord.person().slash("subscribe", { channel: ids.forum }, { subcommand: "add" }),
      "channel of type",
    ],
    [
      "a member without permission",
      () =>
        running.discord
          .person({ as: "bo" })
          .slash("subscribe", { channel: ids.general }, { subcommand: "add" }),
      "not offered",
    ],
    [
      "a server without the bot",
      () => running.discord.person().slash("model", { name: "x" }, { channel: "lounge" }),
      "not here",
    ],
  ])("%s", async (_, act, message) => {
    await expect(act()).rejects.toThrow(message);
  });

  test("disabled and link buttons", async () => {
    const person = running.discord.person();
    const card = await person.slash("model", { name: "x" });
    await expect(person.press(card, "Off")).rejects.toThrow("disabled");
    await expect(person.press(card, "Source")).rejects.toThrow("opens");
    await expect(person.choose(card, "Section", ["Nope"])).rejects.toThrow("No option");
  });
});

describe("messages over the gateway", () => {
  test.each([
    { intents: [GatewayIntentBits.GuildMessages], text: "hello", seen: "" },
    {
      intents: [GatewayIntentBits.GuildMessages],
      text: `<@${ids.application}> hello`,
      seen: `<@${ids.application}> hello`,
    },
    {
      intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
      text: "hello",
      seen: "hello",
    },
  ])("content with intents $intents: $text", async ({ intents, text, seen }) => {
    const own = await withClient({ intents, privilegedIntents: true });
    const heard = new Promise<string>((resolve) => {
      own.client.ws.on(
        "MESSAGE_CREATE" as never,
        ((data: { content: string }) => resolve(data.content)) as never,
      );
    });
    own.discord.person().say(text);
    expect(await heard).toBe(seen);
    await own.stop();
  });

  test("guilds come with the Guilds intent, and messages can be sent to their channels", async () => {
    const own = await withClient({ intents: [GatewayIntentBits.Guilds], guilds: 3, channelsPerGuild: 2 });
    expect(own.client.guilds.cache.size).toBe(4);
    const channel = own.client.channels.cache.get(ids.general);
    if (!channel?.isSendable()) throw new Error("#general is not there");
    const sent = await channel.send({
      content: "hi @everyone",
      allowedMentions: { parse: [] },
      nonce: "1",
      enforceNonce: true,
    });
    expect(own.discord.world.message(ids.general, sent.id)?.pings).toEqual({
      everyone: false,
      users: [],
      roles: [],
    });
    await sent.edit({ content: "ho", files: [{ attachment: Buffer.from("x"), name: "x.txt" }] });
    await sent.delete();
    expect(own.discord.violations).toEqual([]);
    await own.stop();
  });
});

test("guilds and what happens in them go to one shard each", async () => {
  const discord = await startLocalDiscord({ guilds: 9 });
  const heard: number[] = [];
  const clients = await Promise.all(
    [0, 1].map(async (shard) => {
      const client = new Client({
        intents: [GatewayIntentBits.Guilds],
        shards: [shard],
        shardCount: 2,
        rest: { api: discord.apiUrl },
      });
      client.on(Events.InteractionCreate, (interaction) => {
        heard.push(shard);
        if (interaction.isChatInputCommand()) void interaction.reply("x");
      });
      const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
      await client.login(discord.token);
      await ready;
      return client;
    }),
  );
  await clients[0]?.application?.commands.set([{ name: "where", description: "x" }]);
  const guilds = clients.flatMap((client) => [...client.guilds.cache.keys()]);
  expect(new Set(guilds).size).toBe(10);
  expect(guilds).toHaveLength(10);
  expect(clients.every((client) => client.guilds.cache.size > 0)).toBe(true);
  await discord.person().slash("where");
  await discord.person().slash("where", {}, { channel: "dm" });
  expect(heard).toEqual([Number((BigInt(ids.home) >> 22n) % 2n), 0]);
  for (const client of clients) await client.destroy();
  await discord.close();
});
