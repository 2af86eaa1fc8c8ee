/** What the bot asks for in a server, by Discord's names, and why. */
export const invite = {
  in: "In",
  add: "Add me",
  toServer: "to a server, or to your own account",
  servers: (count: number) => (count === 1 ? "1 server" : `${count.toLocaleString("en-US")} servers`),
  needs: "It asks for",
  ViewChannel: { name: "View Channel", why: "to post releases there" },
  SendMessages: { name: "Send Messages", why: "to post releases and to answer when it is mentioned" },
  SendMessagesInThreads: { name: "Send Messages in Threads", why: "the same in threads" },
  EmbedLinks: { name: "Embed Links", why: "cards are embeds" },
  AttachFiles: { name: "Attach Files", why: "for charts" },
  ReadMessageHistory: {
    name: "Read Message History",
    why: "to reply to a message, and to see that a post arrived, so that none comes twice",
  },
};
