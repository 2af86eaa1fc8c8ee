/** Whose model a name is, whoever offers it: APIs of one lab list models of others. Pure. */
import type { LabId } from "../../catalog/types.ts";

/** Beginnings of names, without a provider's prefix. First match wins. */
const lines: readonly (readonly [RegExp, LabId])[] = [
  [/^(qwen|qwq|qvq|wan\d|tongyi|gte-|z-image|codeqwen|marco-|ovis)/, "alibaba"],
  [/^(deepseek|janus(?!coder))/, "deepseek"],
  [/^(glm|chatglm|cogview|cogvideo|codegeex|autoglm|charglm)/, "zhipu"],
  [/^(kimi|moonshot|moonlight)/, "moonshot"],
  [/^(minimax|abab|hailuo|m2-her)/, "minimax"],
  [/^step-?\d/, "stepfun"],
  [/^(step-|step_)/, "stepfun"],
  [/^(hunyuan|hy-?\d|hy-|youtu)/, "tencent"],
  [/^(ernie|qianfan|cobuddy)/, "baidu"],
  [/^(doubao|seed-|seed\d|seedream|seedance|ui-tars|bagel)/, "bytedance"],
  [/^(ling|ring|ming|llada)[-\d]/, "ant-group"],
  [/^mimo/, "xiaomi"],
  [/^longcat/, "meituan"],
  [/^baichuan/, "baichuan"],
  [/^yi-/, "01-ai"],
  [/^(internlm|internvl|intern-s)/, "shanghai-ai-lab"],
  [/^minicpm/, "openbmb"],
  [/^(kat-|kling|keye|kolors)/, "kuaishou"],
  [/^happyhorse/, "alibaba"],
  [/^(sensenova|sensechat)/, "sensetime"],
  [/^(pangu|openpangu)/, "huawei"],
  [/^dots\./, "rednote"],
];

/** @param name a model's name in an API, with or without the provider's prefix: `z-ai/glm-5` */
export function labOfName(name: string): LabId | undefined {
  const bare = name
    .toLowerCase()
    .replace(/^.*\//, "")
    .replace(/^moonshot-(?=kimi)/, "");
  return lines.find(([line]) => line.test(bare))?.[1];
}

/** Vendors as APIs write them before a slash, and organisations of the hub, where they are the labs themselves. */
const vendorsOf: Readonly<Record<LabId, string>> = {
  alibaba:
    "qwen alibaba alibaba-nlp alibaba-pai alibaba-aaig wan-ai tongyi-mai tongyi-zhiwen funaudiollm aidc-ai ath-maas damo-nlp-sg iic",
  deepseek: "deepseek deepseek-ai",
  zhipu: "z-ai zai-org thudm zhipuai",
  moonshot: "moonshotai moonshot",
  minimax: "minimax minimaxai",
  stepfun: "stepfun stepfun-ai",
  tencent: "tencent tencent-hunyuan tencentarc",
  baidu: "baidu paddlepaddle",
  bytedance: "bytedance bytedance-seed bytedance-research bytedancedouyincontent",
  "ant-group": "inclusionai robbyant ant-ling",
  xiaomi: "xiaomi xiaomimimo",
  meituan: "meituan meituan-longcat",
  baichuan: "baichuan baichuan-inc",
  "01-ai": "01-ai",
  kuaishou: "kwaipilot kuaishou kwai-keye kwai-kolors kwaivgi klingteam klingai",
  "shanghai-ai-lab": "internlm opengvlab opendatalab",
  openbmb: "openbmb",
  sensetime: "sensenova",
  huawei: "huawei openpangu",
  rednote: "rednote-hilab fireredteam dots-studio",
};
const vendors = new Map(
  Object.entries(vendorsOf).flatMap(([lab, names]) => names.split(" ").map((name) => [name, lab] as const)),
);

/** The lab that a vendor or an organisation is, whatever the case of its name. */
export const labOfOrganisation = (organisation: string): LabId | undefined =>
  vendors.get(organisation.toLowerCase());

/** True for a repository that bears the name of another lab's line: a mirror, a copy, or built on it. */
export function isOfAnotherLab(organisation: string, name: string): boolean {
  const [own, line] = [labOfOrganisation(organisation), labOfName(name)];
  return own !== undefined && line !== undefined && own !== line;
}

/**
 * The lab whose model a reseller's name is: its line and its vendor have to agree. `nex-agi/deepseek-v3.1-nex-n1` is
 * another vendor's model that was built on DeepSeek's.
 */
export function labOfVendor(name: string): LabId | undefined {
  const slash = name.indexOf("/");
  const lab = labOfName(name);
  return slash < 0 || labOfOrganisation(name.slice(0, slash)) === lab ? lab : undefined;
}

/** Ids that point to whatever is newest, as their labs' documentation says. */
const pointers = /^(deepseek-(chat|reasoner)|moonshot-v\d.*-auto|glm-latest)$/i;

/**
 * Names that point to whatever is newest (`deepseek-chat`, `kimi-latest`) are no models, and neither are prices of
 * their own (`:free`) or another speed (`-highspeed`). A name without a figure (`qwen-plus`, `kat-coder-pro`) is one.
 */
export function isPointer(name: string): boolean {
  const bare = name.replace(/^.*\//, "");
  return name.startsWith("~") || /[:@]/.test(bare) || /-latest$/i.test(bare) || pointers.test(bare);
}

/** The model that is offered at another speed: `kimi-k2.7-code-highspeed` is `kimi-k2.7-code`. */
export function withoutSpeed(name: string): string {
  return name
    .replace(/-(highspeed|ultraspeed|turbo-preview|realtime|exacto)$/i, "")
    .replace(/^moonshot-(?=kimi)/i, "");
}
