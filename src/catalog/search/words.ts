/** What single words mean in a query. Small lists on purpose: names come from the data, not from here. */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Words of questions and of company forms. They match when a name has them and cost nothing when none has. */
export const fillerWords = list(`
  a an the of for to in on at by with from about as is are was were be been does do did has have had can could will
  would should what whats which who whos whom whose when where why how much many long big large good old
  stand stands mean means meaning called known tell me us my our show give get find look up search info information
  please hey hi ok okay thanks it its this that these those there their they and or vs versus than compare compared
  comparison between more most some any all every only also now currently today
  ai inc ltd co corp corporation company companies group holdings org organisation organization team startup firm
  technology technologies tech limited official newest latest current new china chinese chinas
  release released releases date dates price pricing cost costs context window parameters parameter params param
  benchmark benchmarks score scores license licence weights open source sourced opensource founder founders founded
  ceo made makes make built by creator created maker behind used use using run runs running details detail facts
  size sizes version versions spec specs stats api variant variants
  是 的 了 吗 呢 啊 有 和 与 什么 是什么 多少 怎么样 如何 谁 哪个 哪家 哪些 介绍 一下 请 请问 关于 最新 发布 时间 参数 价格 开源
  大模型 模型 系列 家族 公司 实验室 人工智能 科技 集团 版 版本 的模型 旗下 创始人
`);

/** What kind of thing is meant: the entry of that kind goes first where several fit. */
export const kindHints: Readonly<Record<string, "lab" | "family" | "model" | "product">> = {
  lab: "lab",
  labs: "lab",
  laboratory: "lab",
  company: "lab",
  startup: "lab",
  maker: "lab",
  公司: "lab",
  实验室: "lab",
  family: "family",
  families: "family",
  series: "family",
  lineup: "family",
  line: "family",
  系列: "family",
  家族: "family",
  model: "model",
  models: "model",
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

/**
 * Modes and packagings of one model. A query that has one more of them than a name still means that name, unless
 * an entry of its own has the word.
 */
export const softWords = list(`
  instruct instruction chat thinking think reasoning base pretrain pretrained preview exp experimental beta
  fp8 fp4 bf16 fp16 int4 int8 nvfp4 mxfp4 4bit 8bit awq gptq gguf ggml mlx onnx hf pt paddle diffusers quantized
  quant bnb vllm sft dpo rl
`);

/**
 * Ordinary words, and first names, that also name something here. In running text they need a version or a capital
 * to count; in a query with further words that nothing explains they count for nothing.
 */
export const ordinaryWords = list(`
  step seed yi spark glow trik janus ring ling flow red cling seen king quinn bria manus meta ascend coze goku gemini
  bert open code coder video audio image music voice speech text vision large small mini max pro plus lite light
  flash turbo air ultra nano omni math search studio cloud bot public phoenix nest games core time real live
  stable chat sense cherry butterfly effect little book skylark wisdom clarity hi general language model knowledge
  engineering face hugging character microsoft apple google amazon version data world dots dot cat long mind
  talkie kolors wan sora veo nova sonnet opus claude haiku pony moon shot fun deep seek humane intelligence
  university shanghai beijing chat recommendation davinci initial unnamed assistant brain capital high flyer
  ocr vlm rl llm series family titan reasoner
`);
