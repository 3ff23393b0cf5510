/** Names of fields as a document prints them, and those that people are asked for in other words than programs. */
const fixed: ReadonlyMap<string, string> = new Map([
  ['Problem Statement', 'Problem Statement'],
  ['Overlap Seconds', 'The old one ends'],
  ['Based On', 'Based on the role'],
  ['Client Id', 'Client ID'],
  ['Key Creation', 'Who may create API keys'],
  ['Query Credential', 'Keys in addresses'],
]);

/** The label of a member as people read it: "May Be Shown Again" is "May be shown again". */
export const wordOf = (label: string): string => fixed.get(label) ?? label.replaceAll(/ [A-Z](?=[a-z]|$)/g, (letter) => letter.toLowerCase());
