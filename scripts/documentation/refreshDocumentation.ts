import type { Section } from "./sections";

/** The command that mends stale documentation. */
export const mend = "npm run docs";

const opening = (name: string): string => `<!-- generated: ${name} -->`;
const closing = "<!-- /generated -->";
const marker = /^<!-- generated: (.+) -->$/gm;

/** A generated section with its markers, as it stands in the documentation. */
export const markedSection = ({ name, content }: Section): string =>
  `${opening(name)}\n${content}\n${closing}`;

interface Place {
  start: number;
  end: number;
}

/** Where the section stands, or undefined when the documentation has no marker for it. */
const placeOf = (documentation: string, name: string): Place | undefined => {
  const start = documentation.indexOf(opening(name));
  if (start === -1) return undefined;
  const end = documentation.indexOf(closing, start);
  const next = documentation.indexOf("<!-- generated:", start + 1);
  if (end === -1 || (next !== -1 && next < end)) {
    throw new Error(
      `documentation.md: the section "${name}" has no end. Put ${closing} on a line of its own behind its table.`,
    );
  }
  return { start, end: end + closing.length };
};

const requirePlace = (documentation: string, { name, heading }: Section): Place => {
  const place = placeOf(documentation, name);
  if (!place) {
    throw new Error(
      `documentation.md: there is no place for "${name}". Add the lines ${opening(name)} and ${closing} under the heading "${heading}", then run ${mend}.`,
    );
  }
  const above = documentation.slice(0, place.start).match(/^#{1,3} .+$/gm);
  if (above?.at(-1) !== heading) {
    throw new Error(
      `documentation.md: "${name}" stands under "${above?.at(-1) ?? "no heading"}". Put it under "${heading}".`,
    );
  }
  return place;
};

const refuseUnknownSections = (documentation: string, sections: readonly Section[]): void => {
  const known = new Set(sections.map(({ name }) => name));
  const seen = new Set<string>();
  for (const [, name = ""] of documentation.matchAll(marker)) {
    if (!known.has(name)) {
      throw new Error(
        `documentation.md: "${name}" is nothing that the connector has. Remove its markers and what is between them.`,
      );
    }
    if (seen.has(name)) throw new Error(`documentation.md: "${name}" stands in two places. Remove one.`);
    seen.add(name);
  }
};

/**
 * The documentation with every generated section made anew; what is around the sections stays.
 * @throws Error in one line when a section has no place, no end, the wrong heading, or nothing to show.
 */
export const refreshDocumentation = (documentation: string, sections: readonly Section[]): string => {
  refuseUnknownSections(documentation, sections);
  return sections.reduce((text, section) => {
    const { start, end } = requirePlace(text, section);
    return `${text.slice(0, start)}${markedSection(section)}${text.slice(end)}`;
  }, documentation);
};

/** The names of the sections that differ from the definitions. */
export const staleSections = (documentation: string, sections: readonly Section[]): string[] => {
  refuseUnknownSections(documentation, sections);
  return sections
    .filter((section) => {
      const { start, end } = requirePlace(documentation, section);
      return documentation.slice(start, end) !== markedSection(section);
    })
    .map(({ name }) => name);
};

/** One line that says what is stale and how to mend it, or undefined when the documentation is fresh. */
export const documentationProblem = (
  documentation: string,
  sections: readonly Section[],
): string | undefined => {
  try {
    const stale = staleSections(documentation, sections);
    return stale.length === 0
      ? undefined
      : `documentation.md is stale in ${stale.map((name) => `"${name}"`).join(", ")}: run ${mend}.`;
  } catch (error) {
    return (error as Error).message;
  }
};
