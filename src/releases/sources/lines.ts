/** Whose model a name is, whoever offers it: APIs of one lab list models of others. Pure. */
import type { LabId } from "../../catalog/types.ts";

/** Beginnings of names, without a provider's prefix. First match wins. */
const lines: readonly (readonly [RegExp, LabId])[] = [
  [/^(qwen|qwq|qvq|wan\d|tongyi|gte-|z-image|codeqwen|marco-|ovis)/, "alibaba"],
  [/^(deepseek|janus)/, "deepseek"],
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

/**
 * Names that point to whatever is newest (`qwen-plus`, `deepseek-chat`, `kimi-latest`) are no models, and neither are
 * prices of their own (`:free`) or another speed (`-highspeed`).
 */
export function isPointer(name: string): boolean {
  const bare = name.replace(/^.*\//, "");
  return (
    name.startsWith("~") ||
    /[:@]/.test(bare) ||
    /-latest$/i.test(bare) ||
    !/\d/.test(bare.replace(/-\d+k$/i, ""))
  );
}

/** The model that is offered at another speed: `kimi-k2.7-code-highspeed` is `kimi-k2.7-code`. */
export function withoutSpeed(name: string): string {
  return name
    .replace(/-(highspeed|ultraspeed|turbo-preview|realtime|exacto)$/i, "")
    .replace(/^moonshot-(?=kimi)/i, "");
}
