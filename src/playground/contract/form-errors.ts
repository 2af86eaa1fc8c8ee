/** One thing wrong with a request body: where, Discord's word for it, and a sentence. */
export interface FormIssue {
  /** Keys and indices from the body's root; empty means the body as a whole. */
  path: readonly (string | number)[];
  code: string;
  message: string;
}

export interface FormErrors {
  [key: string]: FormErrors | { code: string; message: string }[];
}

/** Discord's nesting: `{embeds: {0: {title: {_errors: [{code, message}]}}}}`. */
export function nestFormErrors(issues: readonly FormIssue[]): FormErrors {
  const root: FormErrors = {};
  for (const issue of issues) {
    let place = root;
    for (const key of issue.path) {
      const below = place[key];
      if (below !== undefined && !Array.isArray(below)) {
        place = below;
        continue;
      }
      const made: FormErrors = {};
      place[key] = made;
      place = made;
    }
    const entry = { code: issue.code, message: issue.message };
    const there = place._errors;
    if (Array.isArray(there)) there.push(entry);
    else place._errors = [entry];
  }
  return root;
}

/** The same issues, one level further down. */
export function under(prefix: string | number, issues: readonly FormIssue[]): FormIssue[] {
  return issues.map((issue) => ({ ...issue, path: [prefix, ...issue.path] }));
}

export function issue(path: readonly (string | number)[], code: string, message: string): FormIssue {
  return { path, code, message };
}
