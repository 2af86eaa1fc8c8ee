/** The delivery jobs alone, in a process of their own: says every second how much memory it takes. */
import { pino } from "pino";
import { createDeliveryJobs } from "../src/delivery-jobs.ts";
import { openStore } from "../src/store/open.ts";
import { realCatalog } from "../tests/support/delivery.ts";

const [url = "", apiUrl = "", token = ""] = process.argv.slice(2);
const log = pino({ level: "error" }, pino.destination({ dest: 2, sync: true }));
const store = await openStore(url);
const jobs = createDeliveryJobs({
  ...{ store, catalog: realCatalog, token, apiUrl, log },
  onStop: (reason) => {
    log.fatal(reason);
    process.exit(1);
  },
});
await jobs.start();
setInterval(() => {
  const { rss, heapUsed } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ rss, heapUsed, cpu: process.cpuUsage() })}\n`);
}, 1_000);
process.once("SIGTERM", () => {
  void jobs.stop().then(() => process.exit(0));
});
