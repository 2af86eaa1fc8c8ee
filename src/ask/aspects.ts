/** Words that ask for one thing about an entry, in English and Chinese. The first that fits is what is asked. */
import type { Aspect } from "./question.ts";

interface AspectWords {
  aspect: Aspect;
  words: RegExp;
  /** Asked of: models, labs, or both. */
  of: "model" | "lab" | "both";
}

export const aspectWords: readonly AspectWords[] = [
  {
    aspect: "trainingCost",
    of: "model",
    words: /\b(training cost|cost to train|train(ed)? for how much)\b|训练成本|训练花/i,
  },
  {
    aspect: "trainingTokens",
    of: "model",
    words:
      /\btraining (tokens|data)\b|\btokens\b.{0,30}\btrain|\btrained on\b.{0,12}\btokens\b|训练数据|训练.{0,3}token|token.{0,4}训练/i,
  },
  {
    aspect: "trainingHardware",
    of: "model",
    words:
      /\b(trained on what|training (hardware|chips|gpus|compute))\b|\bgpus?\b.{0,30}\btrain|gpu hours|用什么.{0,2}训练|多少(张|块)?(卡|GPU).{0,4}训练/i,
  },
  {
    aspect: "commercial",
    of: "model",
    words: /\bcommercial(ly)?\b|\bfor (my )?(business|company|work)\b|商用|商业/i,
  },
  {
    aspect: "founders",
    of: "lab",
    words: /\b(founders?|founded by|who (founded|started|created|set up))\b|创始|创办|创立|创建/i,
  },
  {
    aspect: "leader",
    of: "lab",
    words: /\b(ceo|boss|leader|leads|head of|runs|in charge|chief)\b|负责人|老板|掌门|首席/i,
  },
  { aspect: "founded", of: "lab", words: /\b(founded|established|how old|since when)\b|成立|创于|哪年/i },
  {
    aspect: "place",
    of: "lab",
    words: /\b(where|based|headquarter(s|ed)?|located|location|city)\b|在哪|总部|哪里|哪个城市|地址/i,
  },
  { aspect: "valuation", of: "lab", words: /\b(valuation|valued|worth|market cap)\b|估值|市值/i },
  {
    aspect: "listing",
    of: "lab",
    words:
      /\b(ipo|listed|stock|ticker|shares|public(ly)? (traded|compan(y|ies)|listed)|go(ne|ing)? public)\b|上市|股票/i,
  },
  { aspect: "funding", of: "lab", words: /\b(funding|raised|investors?|invested|backed)\b|融资|投资/i },
  { aspect: "employees", of: "lab", words: /\b(employees|staff|how many people|team size)\b|员工|多少人/i },
  { aspect: "users", of: "both", words: /\b(users|mau|dau)\b|用户/i },
  { aspect: "revenue", of: "lab", words: /\brevenue|turnover\b|营收|收入/i },
  { aspect: "parent", of: "lab", words: /\b(owned by|owns|parent company|belongs? to)\b|母公司|属于/i },
  {
    aspect: "successor",
    of: "model",
    words:
      /\b(replaced|successor|succeeded|came after|comes after|next (version|generation|one)|newer than)\b|下一代|后继|继任|之后|下一个版本/i,
  },
  {
    aspect: "predecessor",
    of: "model",
    words:
      /\b(predecessor|came before|previous (version|model|generation)|older than)\b|上一代|前代|前身|上一个版本/i,
  },
  {
    aspect: "base",
    of: "model",
    words:
      /\b(based on|built on|built from|fine-?tuned (from|on)|derived from|distilled from|base model)\b|基于|基座|底座|蒸馏自/i,
  },
  {
    aspect: "maker",
    of: "model",
    words:
      /\b(who (made|makes|built|builds|develops?|developed|created|is behind|owns|trained)|whose|which (lab|company)|made by|from (which|what) (lab|company))\b|哪家|哪个公司|什么公司|谁家|谁(开发|做|出|训练)|公司的/i,
  },
  {
    aspect: "weights",
    of: "both",
    words:
      /\bopen[- ]?(sourced?|weights?|weighted)?\b|\bopensourced?\b|\bclosed\b|\bproprietary\b|开源|开放权重|闭源/i,
  },
  {
    aspect: "repository",
    of: "model",
    words: /\b(download|where (can i|do i|to) get|hugging ?face|repo(sitory)?|hf link)\b|下载|仓库/i,
  },
  {
    aspect: "endOfService",
    of: "model",
    words:
      /\b(deprecat(ed|ion)|retired?|retir(e|es|ing)|end of (life|service)|shut ?down|sunset)\b|下线|停服|弃用/i,
  },
  {
    aspect: "released",
    of: "model",
    words:
      /\b(when|release date|released|come out|came out|launch(ed)?|date)\b|什么时候|何时|发布(时间|日期)|几月|哪天|上线/i,
  },
  {
    aspect: "price",
    of: "model",
    words:
      /\b(how much|costs?|price|pricing|priced|expensive|cheap|api price|per (million|m) tokens)\b|多少钱|价格|收费|费用|价钱|贵/i,
  },
  { aspect: "parametersActive", of: "model", words: /\bactive (param(eter)?s?)?\b|\bactivated\b|激活/i },
  {
    aspect: "parametersTotal",
    of: "model",
    words:
      /\b(how (big|large)|how many (b|billion|parameters?|params)|parameters?|params|size|bigger|larger|biggest)\b|参数|多大|规模|更大/i,
  },
  {
    aspect: "output",
    of: "model",
    words: /\b(max(imum)? output|output (limit|length)|longest output)\b|最大输出|输出长度/i,
  },
  { aspect: "context", of: "model", words: /\b(context|ctx|window|how long)\b|上下文|窗口|多长/i },
  { aspect: "licence", of: "model", words: /\blicen[cs]ed?\b|许可|协议|授权/i },
  { aspect: "architecture", of: "model", words: /\b(architecture|moe|dense|experts?)\b|架构|专家/i },
  {
    aspect: "modality",
    of: "model",
    words:
      /\b(multi-?modal|modalit(y|ies)|vision|images?|pictures?|photos?|videos?|audio|speech|hear|see)\b|多模态|图片|图像|看图|视频|语音|音频|视觉/i,
  },
  { aspect: "languages", of: "model", words: /\blanguages?\b|语言|语种/i },
  { aspect: "knowledge", of: "model", words: /\b(knowledge cut-?off|cut-?off)\b|知识截止/i },
  { aspect: "report", of: "model", words: /\b(paper|technical report|tech report|arxiv)\b|论文|技术报告/i },
  {
    aspect: "scores",
    of: "model",
    words: /\b(bench(mark)?(s|ed)?|scores?|scored?|how good|results?|evals?)\b|跑分|评测|成绩|得分|分数/i,
  },
];

/** A kind of input that a question names: `can it see pictures`. */
export const modalityWords: readonly (readonly ["image" | "video" | "audio", RegExp])[] = [
  ["video", /\bvideos?\b|视频/i],
  ["audio", /\b(audio|speech|voice|hear|sound)\b|语音|音频|声音/i],
  ["image", /\b(images?|pictures?|photos?|vision|see)\b|图片|图像|看图|视觉/i],
];
