/** The delivery jobs alone, in a process of their own: says every five seconds how much memory it takes and needs. */
import { pino } from "pino";
import { createDeliveryJobs } from "../src/app/deliveries.ts";
import { storesOf } from "../src/app/stores.ts";
import { openStore } from "../src/store/open.ts";
import { realCatalog } from "../tests/support/delivery.ts";

const [url = "", apiUrl = "", token = ""] = process.argv.slice(2);
const log = pino({ level: "error" }, pino.destination({ dest: 2, sync: true }));
const store = await openStore(url);
const jobs = createDeliveryJobs({
  stores: storesOf(store),
  ...{ catalog: realCatalog, token, apiUrl, log },
  onStop: (reason) => {
    log.fatal(reason);
    process.exit(1);
  },
});
await jobs.start();
const tell = () => {
  const { rss } = process.memoryUsage();
  // Started with --expose-gc: what is alive, without what the collector has not come to yet.
  globalThis.gc?.();
  const { heapUsed } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ rss, heapUsed, cpu: process.cpuUsage() })}\n`);
};
tell();
setInterval(tell, 5_000);
process.once("SIGTERM", () => {
  void jobs.stop().then(() => process.exit(0));
});
