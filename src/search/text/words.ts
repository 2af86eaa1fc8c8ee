/**
 * What single words mean, in a query and in running text. The lists hold ordinary language only; names come from the
 * data.
 */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Words of questions, of facts that are asked for, and of company forms. A name may have them; a query may too. */
export const fillerWords = list(`
  a an the of for to in on at by with from about as is are was were be been does do did has have had can
  could will would should i you your he she we they what whats which who whos whom whose when where why how
  much many long stand stands mean means meaning called known tell me us my our show give get find look up
  search info information please hey hi ok okay thanks it its this that these those there their and or vs
  versus than compare compared comparison between more most some any all every only also now currently today
  ai inc ltd co corp corporation company companies group holdings org organisation organization team startup
  firm technology technologies tech limited based release released releases date dates price pricing prices
  cost costs context window length parameters parameter params param benchmark benchmarks score scores
  license licence weights founder founders founded ceo made makes make built creator created maker behind
  used use using run runs running details detail facts size sizes version versions spec specs stats api
  variant variants valuation funding revenue investor investors users employees headquarters hq located city
  history strategy news card profile architecture moe training trained tokens hardware everything million
  per rundown ipo headquartered report paper summary overview timeline ranking tier modality multimodal
  download swe bench aime gpqa mmlu humaneval livecodebench 是 的 了 吗 呢 啊 有 和 与 什么 是什么 多少 怎么样 如何 谁 哪个 哪家 哪些 介绍
  一下 请 请问 关于 最新 发布 时间 参数 价格 开源 大模型 模型 系列 家族 公司 实验室 人工智能 科技 集团 版 版本 的模型 旗下 创始人
`);

/** What kind of thing is meant, in words or by what is asked of it: entries of that kind go first. */
export const kindHints: Readonly<Record<string, "lab" | "family" | "model" | "product">> = {
  lab: "lab",
  labs: "lab",
  laboratory: "lab",
  company: "lab",
  startup: "lab",
  maker: "lab",
  valuation: "lab",
  funding: "lab",
  founder: "lab",
  founders: "lab",
  founded: "lab",
  ceo: "lab",
  hq: "lab",
  headquarters: "lab",
  employees: "lab",
  investors: "lab",
  revenue: "lab",
  公司: "lab",
  实验室: "lab",
  family: "family",
  families: "family",
  series: "family",
  lineup: "family",
  系列: "family",
  家族: "family",
  model: "model",
  models: "model",
  parameters: "model",
  params: "model",
  context: "model",
  tokens: "model",
  llm: "model",
  llms: "model",
  模型: "model",
  大模型: "model",
  app: "product",
  apps: "product",
  product: "product",
  products: "product",
  assistant: "product",
  chatbot: "product",
};

/** Words that describe without naming. An entry that has them in its name goes before one that has not. */
export const describingWords = list(`
  big open source sourced opensource opensourced official newest latest current new free best good old china
  chinese chinas
`);

/**
 * Words that are a part of many names, or that name something here and are ordinary words too. Alone they name
 * nothing but what is called exactly so; beside a name they mean something: GLM-4.5 Air is not GLM-4.5.
 */
export const ordinaryNames = list(`
  large small step seed yi spark glow trik janus ring ling flow red cling seen king quinn bria manus meta
  ascend coze goku gemini bert code coder coding video audio image images music voice speech text vision
  visual mini max pro plus lite light flash turbo air ultra nano micro omni math search studio cloud bot
  public phoenix nest games core real live stable sense cherry butterfly effect little book skylark wisdom
  clarity hi general language engineering face hugging character microsoft apple google amazon wan nova
  sonnet opus claude haiku pony moon shot fun deep seek humane intelligence university shanghai beijing
  recommendation davinci initial unnamed brain capital high flyer dots cat talkie ocr vlm vl rl titan
  reasoner special speciale linear guard embedding reranker distill agent instant diff zero one two three
  four five six seven eight nine ten point dream dance team lark fair cortana heavy edge tts asr
`);

/** Everyday words. They are never taken for a misspelled name, and beside a name they are passed over. */
export const plainWords = list(`
  able above access across action actual add after again against age ago agree air alive alone along already
  always among amount angry animal another answer anyone anything apart apple area arm army around arrive
  art ask away baby back bad bag bake ball band bank bar base bath beach bear beat beautiful beauty because
  become bed beer before begin being believe bell below bench bend beside better beyond bike bill bird birth
  bite black blame blank blind block blood blow blue board boat body bone boot bored born both bottle bottom
  bowl box boy brain branch brave bread break breath brick bridge bright bring broad broken brother brown
  brush build burn bus bush busy but butter button buy cable cake call came camera camp candle car care
  carry case cash cent cents castle catch cause cell center chain chair chance change charge chart chat cheap check
  cheese chef chest chicken child choice choose church circle city claim class clean clear clever click
  climb clock close cloth clothes cloud club coach coast coat coffee coin cold color come cook cookie
  cooking cool copy corn corner could count country couple course cover cow crash crazy cream credit cross
  crowd cry cup cut cute dad daily damage dance danger dark data daughter day dead deal dear death debt
  decide deep deer degree dinner dirty dish doctor does dog dollar done door double doubt down draw dream
  dress drink drive drop drum dry dust duty each ear early earn earth east easy eat edge egg either else
  email empty end enemy energy engine enjoy enough enter equal error even evening event ever exact exam
  except expect eye face fact fail fair fall false family famous far farm fast fat father fear feed feel
  feet fell felt few field fight fill film final fine finger finish fire first fish fit fix flag flat flight
  floor flow flower fly fold folk follow food foot football force forest forget fork form forty forward
  found frame fresh friend front fruit full fun funny future game garden gas gate gave gift girl glad glass
  goal goat god goes going gold gone grass gray great green grew ground grow guess guest guide guitar gun
  guy hair half hall hand hang happen happy hard hat hate head health hear heart heat heavy held hello help
  her here hero hide high hill him his hit hold hole holiday home honey hope horse hospital hot hotel hour
  house huge human hundred hunger hurry hurt ice idea ill inch inside into iron island job join joke joy
  juice jump june july just keep kept key kick kid kill kind king kiss kitchen knee knew knife knock know
  lady lake lamp land large last late laugh law lay lazy lead leaf learn least leave left leg lemon less
  lesson let letter level library lie life lift like line lion lip list listen live load loan lock lol
  lonely lose loss lost lot loud love low luck lunch machine mad made magic mail main make male man map
  march mark market marry master match mate matter may maybe meal meat media meet member memory men menu
  mess message metal method middle might mile milk million mind mine minute mirror miss mix mom moment money
  monkey month mood moon morning mother motor mountain mouse mouth move movie mud music must name narrow
  near neck need never next nice night noise none noon normal north nose not note nothing notice number
  nurse ocean off offer office often oil once onion onto open orange order other out oven over own pack page
  paid pain paint pair pan pants paper parent park part party pass past path pay peace pen pencil people
  pepper phone photo piano pick picture piece pig pink pipe pizza place plan plane plant plate play player
  point police pool poor pop post pot power press pretty prime print prize problem public pull pure push put
  queen quick quiet quite race radio rain raise ran rate rather reach read ready real really reason recipe
  red rent rest restaurant rice rich ride right ring rise river road rock role roll roof room root rope rose
  rough round row rule rush sad safe said sail salad sale salt same sand sat save saw say school sea seat
  second secret see seed seem seen sell send sense sent serve set shake shall shape share sharp sheep sheet
  shelf ship shirt shoe shop short shot shoulder shout shower shut shy sick side sight sign silent silly
  silver simple since sing single sink sister sit skin sky sleep slow smart smell smile smoke smooth snake
  snow soap soccer social sock soft soil sold soldier solid solve son song soon sore sorry sort soul sound
  soup south space speak speed spell spend spent spoon sport spot spring stage stair stamp star start state
  station stay steal steam steel step stick still stone stood stop store storm story straight strange street
  strike string strong study stuff stupid sugar suit summer sun sure surface swam sweet swim table tail take
  talk tall taste taught tax tea teach teeth tennis term test thank thanks then thick thin thing think third
  thirty thought threw throw thumb thus ticket tie tiger tight till time tiny tip tired title toe together
  told tomato tone tonight too took tool tooth top total touch tough tour toward town toy track trade train
  travel treat tree trick trip trouble truck true trust truth try tube turn tutorial twelve twenty twice
  type ugly uncle under unit until upon usual vacation valley value van vary very video view village visit
  voice vote wait wake walk wall want war warm wash waste watch water wave way weak wealth wear weather
  wedding week weight welcome well went west wet wheel while whisper white whole wide wife wild win wind
  window windows wine wing winner winter wire wise wish wolf woman won wonder wood wool word work world
  worry worse worst worth write wrong yard year yellow yes yesterday yet young zoo bro guys lmao haha yeah
  nope idk opinion opinions says heard kinda actually
`);

/** True for a word that, on its own, says nothing about which entry is meant. */
export const isEveryday = (word: string): boolean =>
  plainWords.has(word) || ordinaryNames.has(word) || describingWords.has(word);
