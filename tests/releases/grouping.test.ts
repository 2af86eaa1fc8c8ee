import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Grouped, groupRepository, neighboursOf } from "../../src/releases/grouping/group.ts";
import { looseName, releaseSlug, releaseTitle } from "../../src/releases/grouping/keys.ts";

const upstream = new URL("../../../shared/upstream/", import.meta.url);
const present = existsSync(new URL("grouping-examples.jsonl", upstream));

interface Labelled {
  id: string;
  lab: string;
  family: string;
  release: string;
  kind: string;
  announce: boolean;
}
function read<T>(name: string): T[] {
  return readFileSync(new URL(name, upstream), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

describe.skipIf(!present)("the labelled repositories (skipped where ../shared/upstream is missing)", () => {
  const labels = present ? read<Labelled>("grouping-examples.jsonl") : [];
  const known = present ? read<{ id: string; lab: string }>("huggingface/hub-union.jsonl") : [];
  const neighbours = new Map(
    [...new Set(labels.map(({ lab }) => lab))].map((lab) => [
      lab,
      neighboursOf(known.filter((one) => one.lab === lab).map((one) => one.id)),
    ]),
  );

  test.each([
    ["release", 0.99],
    ["kind", 0.99],
    ["announce", 0.99],
    ["family", 0.97],
  ] as const)("%s is right for at least %d", (key, share) => {
    const wrong = labels
      .map((label) => ({ label, found: groupRepository(label.id, neighbours.get(label.lab)) }))
      .filter(({ label, found }) => found[key] !== label[key])
      .map(({ label, found }) => `${label.id}: ${found[key]} instead of ${label[key]}`);
    expect(labels.length).toBeGreaterThan(100);
    expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(Math.floor(labels.length * (1 - share)));
  });

  test("every copy, base and draft of the hub has a release that is shorter than its name", () => {
    const odd = known
      .map((one) => groupRepository(one.id))
      .map((found) => ({ ...found, id: found.id.replace(/^.*\//, "") }))
      .filter((found) => ["quantization", "draft"].includes(found.kind))
      .filter((found) => found.release.length >= found.id.length || found.announce);
    expect(odd).toEqual([]);
  });
});

/** Names that no list has: habits, not memories. */
const cases: readonly (readonly [string, Partial<Grouped>])[] = [
  ["zai-org/GLM-6.2-Air-NVFP4", { release: "GLM-6.2-Air", family: "GLM-6.2", kind: "quantization" }],
  ["Qwen/Qwen4-72B-A6B-MLX-6bit", { release: "Qwen4-72B-A6B", family: "Qwen4", kind: "quantization" }],
  ["Qwen/Qwen4-72B-A6B-Base", { release: "Qwen4-72B-A6B", kind: "base", announce: false }],
  [
    "deepseek-ai/DeepSeek-V5-Pro",
    { release: "DeepSeek-V5-Pro", family: "DeepSeek-V5", kind: "chat", announce: true },
  ],
  ["deepseek-ai/DeepSeek-V5-Pro-MTP", { release: "DeepSeek-V5-Pro", kind: "draft", announce: false }],
  ["moonshotai/Kimi-K4-Thinking", { family: "Kimi-K4", kind: "reasoning", announce: true }],
  ["moonshotai/Kimi-K4-Instruct-W4A16", { release: "Kimi-K4-Instruct", kind: "quantization" }],
  ["THUDM/GLM-4-9B-0414", { id: "zai-org/GLM-4-9B-0414", release: "GLM-4-9B-0414", family: "GLM-4" }],
  ["tencent/Hunyuan-Next-12B-Q4_K_M-GGUF", { release: "Hunyuan-Next-12B", kind: "quantization" }],
  ["stepfun-ai/Step4-VL-20B-Eagle3", { release: "Step4-VL-20B", family: "Step4-VL", kind: "draft" }],
  ["rednote-hilab/dots.llm2.base", { release: "dots.llm2", family: "dots.llm2", kind: "base" }],
  ["Qwen/Qwen4-VL-Embedding-3B", { kind: "embedding", family: "Qwen4-VL-Embedding" }],
  ["XiaomiMiMo/MiMo-V4-TTS", { kind: "audio", family: "MiMo-V4-TTS" }],
  ["", { release: "", announce: true }],
  ["odd", { id: "odd", organisation: "", release: "odd" }],
];

describe("habits of naming", () => {
  test.each(cases)("%s", (id, expected) => {
    expect(groupRepository(id)).toMatchObject(expected);
  });

  test("an unsuffixed name is a base beside its chat version, unless a base is there too", () => {
    const old = neighboursOf(["X/New-7B", "X/New-7B-Instruct", "X/New-7B-Instruct-AWQ"]);
    expect(groupRepository("X/New-7B", old)).toMatchObject({ kind: "base", announce: false });
    const today = neighboursOf(["X/New-7B", "X/New-7B-Instruct", "X/New-7B-Base"]);
    expect(groupRepository("X/New-7B", today)).toMatchObject({ kind: "chat", announce: true });
    const dated = neighboursOf(["X/New-7B", "X/New-7B-Instruct-2507"]);
    expect(groupRepository("X/New-7B", dated)).toMatchObject({ kind: "chat", announce: true });
  });

  test("a step of training stands for its release only while the finished model is missing", () => {
    expect(groupRepository("X/New-7B-RL", neighboursOf(["X/New-7B-SFT"]))).toMatchObject({
      release: "New-7B",
      announce: true,
      stage: "final",
    });
    expect(groupRepository("X/New-7B-RL", neighboursOf(["X/New-7B"]))).toMatchObject({ announce: false });
    expect(groupRepository("X/New-7B-SFT", neighboursOf([]))).toMatchObject({
      announce: false,
      stage: "early",
    });
  });

  test.each([
    ["zai-org/GLM-5-Edge-Special", "zai-org/GLM-5", "GLM-5", "quantization"],
    ["zai-org/GLM-5-FP8", "zai-org/GLM-5", "GLM-5", "quantization"],
    ["deepseek-ai/DeepSeek-Math-V2", "deepseek-ai/DeepSeek-Math-V2", "DeepSeek-Math-V2", "math"],
    ["deepseek-ai/DeepSeek-V3.1", "deepseek-ai/DeepSeek-V3.1-Base", "DeepSeek-V3.1", "chat"],
    ["Wan-AI/Wan2.2-Animate-14B", "Wan-AI/Wan2.2-I2V-A14B", "Wan2.2-Animate-14B", "video"],
    ["Qwen/Qwen3-Embedding-4B-GGUF", "Qwen/Qwen3-4B-Base", "Qwen3-Embedding-4B", "quantization"],
    ["Qwen/Qwen4-8B-Thinking", "Qwen/Qwen4-8B", "Qwen4-8B-Thinking", "reasoning"],
  ])("%s, which its tags call a copy of %s, is of %s", (id, parent, release, kind) => {
    expect(groupRepository(id, undefined, ["license:mit", `base_model:quantized:${parent}`])).toMatchObject({
      release,
      kind,
    });
  });
});

describe("names of one release", () => {
  test.each([
    ["kimi-k2-0905", "Kimi-K2-Instruct-0905"],
    ["deepseek-chat-v3.1", "DeepSeek-V3.1"],
    ["qwen3-235b-a22b-2507", "Qwen3-235B-A22B-Instruct-2507"],
    ["qwen-2.5-72b-instruct", "Qwen2.5-72B-Instruct"],
    ["qwen2-5-vl-72b-instruct", "Qwen2.5-VL-72B-Instruct"],
    ["GLM 4.5 Air", "GLM-4.5-Air"],
    ["ernie-4.5-21b-a3b", "ERNIE-4.5-21B-A3B"],
  ])("%s is %s", (one, other) => expect(looseName(one)).toBe(looseName(other)));

  test.each([
    ["kimi-k2", "Kimi-K2.5"],
    ["kimi-k2-thinking", "Kimi-K2"],
    ["qwen3-30b-a3b-2507", "Qwen3-30B-A3B"],
    ["glm-4.6v", "GLM-4.6"],
  ])("%s is not %s", (one, other) => expect(looseName(one)).not.toBe(looseName(other)));

  test.each([
    ["InternVL3_5-8B", "internvl3.5-8b"],
    ["dots.llm1.inst", "dots.llm1.inst"],
    ["GOT-OCR2_0", "got-ocr2.0"],
    ["Kimi-K3", "kimi-k3"],
  ])("the slug of %s is %s", (release, slug) => expect(releaseSlug(release)).toBe(slug));

  test("a slug is one that a data file may have, or empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(releaseSlug(name)).toMatch(/^([a-z0-9]+([.-][a-z0-9]+)*)?$/);
        expect(releaseSlug(name).length).toBeLessThanOrEqual(48);
      }),
    );
  });

  test("long names stay apart", () => {
    const long = "A-very-long-name-of-a-model-that-nobody-would-type";
    expect(releaseSlug(`${long}-7B`)).not.toBe(releaseSlug(`${long}-8B`));
    expect(releaseSlug(`${long}-7B`)).toMatch(/^a-very-long-name-of-a-model-that-nobody.{8}$/);
  });

  test("Kimi-K3 is called Kimi K3, GLM-5.1 as it is", () => {
    const names = ["Kimi-K3", "GLM-5.1", "Kimi-K2-Instruct-0905", "Qwen3-8B-Instruct", "ERNIE-4.5-21B-A3B"];
    expect(names.map(releaseTitle)).toEqual([
      "Kimi K3",
      "GLM-5.1",
      "Kimi K2 Instruct 0905",
      "Qwen3-8B",
      "ERNIE 4.5 21B-A3B",
    ]);
  });
});

describe("what the tags say", () => {
  test.each([
    [["base_model:adapter:Qwen/Qwen4-8B"]],
    [["base_model:merge:Qwen/Qwen4-8B"]],
    [["peft", "lora"]],
    [["weights:none"]],
  ])("%s: no release, whatever it is called", (tags) =>
    expect(groupRepository("Qwen/Qwen5-Wonder-8B", undefined, tags)).toMatchObject({
      kind: "research",
      announce: false,
    }),
  );

  test.each([
    ["pipeline:text-to-video", "video"],
    ["pipeline:text-ranking", "reranker"],
    ["pipeline:image-text-to-text", "chat"],
  ])("%s, where the name says nothing: %s", (tag, kind) =>
    expect(groupRepository("Qwen/Marvel-8B", undefined, [tag])).toMatchObject({ kind, announce: true }),
  );

  test("a name says more than a pipeline", () =>
    expect(groupRepository("Qwen/Qwen5-Coder-8B", undefined, ["pipeline:any-to-any"]).kind).toBe("code"));
});

describe("uploads that are no release", () => {
  test.each([
    "Qwen/README",
    "zai-org/test",
    "zai-org/test-upload-2",
    "moonshotai/tmp",
    "tencent/demo",
    "Qwen/Qwen4-demo",
    "deepseek-ai/DeepSeek-V5-eval-results",
    "deepseek-ai/DeepSeek-V5-logs",
    "Qwen/Qwen4-Image-LoRA",
    "Qwen/Qwen4-Image-Style-LoRAs-v2",
    "Qwen/Qwen4-Image-ControlNet-Inpainting",
    "Wan-AI/Wan4.0-VAE",
    "zai-org/GLM-7-Tokenizer",
    "moonshotai/Kimi-K4-Tokenizer-Fast",
    "moonshotai/MoonViT-SO-400M",
    "OpenGVLab/InternViT-9B-896px-V4",
    "internlm/internlm5-7b-reward",
    "Qwen/Qwen4-Reward-72B",
    "deepseek-ai/eagle4_glm6_9b_ttt3",
    "deepseek-ai/dspark_gemma5_27b",
    "zai-org/GLM-7-Eagle3",
    "zai-org/CogVideoX3-9B-SAT",
    "zai-org/GLM-Image-2-ComfyUI",
    "tencent/ComfyUI-HunyuanNodes",
    "baichuan-inc/Baichuan-M4-32B-AutoAWQ",
    "Qwen/Qwen4-8B-q4f16_1-MLC",
    "openbmb/MiniCPM6-2B-NPU",
    "openbmb/MiniCPM6-2B-rknn",
    "inclusionAI/Ling-4-flash-checkpoint-12000",
    "inclusionAI/AReaL-7B-Stage-2",
    "inclusionAI/Ling-4-mini-intermediate-checkpoints",
    "stepfun-ai/Step-5-merged",
    "Qwen/SAE-Res-Qwen4-8B-W32K",
    "Qwen/Qwen4-8B-SAE-layer12",
    "tencent/DeepSeek-V3.1-Terminus-W4AFP8",
    "tencent/GLM-5-FP8",
    "tencent/Qwen3-32B-Eagle3",
    "inclusionAI/Qwen3-32B-AWorld",
    "ByteDance/Kimi-K3-mirror",
    "TencentARC/Llama-4-Pro-8B",
    "robbyant/tiny-random-lingbot",
    "robbyant/lingbot-va-posttrain-libero",
    "PaddlePaddle/latin_PP-OCRv7_mobile_rec_onnx",
  ])("%s", (id) => expect(groupRepository(id).announce).toBe(false));

  test.each([
    ["PaddlePaddle/korean_PP-OCRv7_server_rec", "PP-OCRv7"],
    ["Wan-AI/Wan4.0-T2V-14B-1080P", "Wan4.0"],
    ["OpenGVLab/InternVL5-9B-448px", "InternVL5"],
    ["stepfun-ai/Step-5-Flash-8steps", "Step-5"],
    ["dots-studio/dots4-note-prev", "dots4-note"],
  ])("%s is one, of the family %s", (id, family) =>
    expect(groupRepository(id)).toMatchObject({ announce: true, family }),
  );

  test("a plain voice beside its instructed one is no base", () => {
    const voices = neighboursOf(["FunAudioLLM/CosyVoice-300M", "FunAudioLLM/CosyVoice-300M-Instruct"]);
    expect(groupRepository("FunAudioLLM/CosyVoice-300M", voices)).toMatchObject({
      kind: "audio",
      announce: true,
    });
  });
});

test("grouping takes any text: the release is made of the name's own words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (id) => {
      const found = groupRepository(id);
      expect(id.length).toBeGreaterThanOrEqual(found.release.length);
    }),
  );
});
