/** The newest message is in sight, and stays so when its picture comes after it, until somebody scrolls up. */

export function keepAtEnd(app: HTMLElement): void {
  const messages = app.querySelector<HTMLElement>(".messages");
  const list = app.querySelector<HTMLElement>(".list");
  if (messages === null || list === null) return;
  let isAtEnd = true;
  let scrolledTo = 0;
  // Only who scrolls up leaves the end: a picture may have come between a scroll of ours and the word of it.
  messages.addEventListener("scroll", () => {
    const { scrollTop, clientHeight, scrollHeight } = messages;
    if (scrollTop + clientHeight >= scrollHeight - 20) isAtEnd = true;
    else if (scrollTop < scrolledTo) isAtEnd = false;
    scrolledTo = scrollTop;
  });
  let newest: Element | null = null;
  const follow = () => {
    const last = list.lastElementChild;
    isAtEnd ||= last !== newest;
    newest = last;
    if (isAtEnd) messages.scrollTop = messages.scrollHeight;
  };
  const grown = new ResizeObserver(follow);
  grown.observe(list);
  grown.observe(messages);
}
