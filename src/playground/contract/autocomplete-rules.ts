import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { codePoints } from "./code-points.ts";
import { type FormIssue, issue } from "./form-errors.ts";

/** Autocomplete values are as long as choice values; the description says 6,000. */
const VALUE = 100;

/** What Discord refuses in suggestions although their shape is right. `optionType` is the focused option's. */
export function choiceIssues(
  choices: readonly ({ name: string; value: string | number } | null)[],
  optionType: number,
): FormIssue[] {
  const issues: FormIssue[] = [];
  const wanted = optionType === ApplicationCommandOptionType.String ? "string" : "number";
  for (const [index, choice] of choices.entries()) {
    if (!choice) continue;
    const at = ["data", "choices", index, "value"];
    if (typeof choice.value !== wanted) {
      issues.push(issue(at, "BASE_TYPE_BAD_TYPE", `Must be a ${wanted}, as the option is.`));
    } else if (typeof choice.value === "string" && codePoints(choice.value) > VALUE) {
      issues.push(issue(at, "BASE_TYPE_MAX_LENGTH", `Must be ${VALUE} or fewer in length.`));
    }
  }
  return issues;
}
