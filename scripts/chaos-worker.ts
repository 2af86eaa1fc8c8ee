/** One delivery process of the chaos run: the bot's own delivery jobs with short times. Killed at random by its parent. */
import { pino } from "pino";
import { createDeliveryJobs } from "../src/app/deliveries.ts";
import { storesOf } from "../src/app/stores.ts";
import { openStore } from "../src/store/open.ts";
import { realCatalog } from "../tests/support/delivery.ts";
import { chaosTimes } from "./chaos-times.ts";

const [url = "", apiUrl = "", token = ""] = process.argv.slice(2);
const log = pino({ level: "error" }, pino.destination({ dest: 2, sync: true }));
// Read before it says that it is ready: it is to be killed at work.
realCatalog();
const store = await openStore(url);
const jobs = createDeliveryJobs({
  stores: storesOf(store),
  catalog: realCatalog,
  token,
  apiUrl,
  log,
  times: chaosTimes,
  onStop: (reason) => {
    log.fatal(reason);
    process.exit(1);
  },
});
await jobs.start();
process.stdout.write("ready\n");
setInterval(() => process.stdout.write(`sent ${jobs.deliverer.totals.delivered}\n`), 250);
