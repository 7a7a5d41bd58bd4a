import type { Body, FindMends, Mend } from "./mend";
import { isUnsupported } from "./refusalWords";

const encrypted = "reasoning.encrypted_content";

const membersOf = ({ include }: Body): readonly unknown[] => (Array.isArray(include) ? include : []);

const leaveOut = (member: unknown, deployment: string): Mend => ({
  about: `include ${member}`,
  apply: (body) => {
    const members = membersOf(body);
    if (!members.includes(member)) return undefined;
    const { include: _members, ...others } = body;
    const kept = members.filter((other) => other !== member);
    const isLost = member === encrypted && body["store"] === false;
    const sentence = `${member} was left out of include, since ${deployment} refuses it.${isLost ? " Reasoning is not carried on to a next step." : ""}`;
    return { body: kept.length === 0 ? others : { ...others, include: kept }, sentence };
  },
});

/** Mends of what is asked for beside the answer: the member that is refused is left out. */
export const mendInclude: FindMends = ({ sentence }, { sent, deployment }) => {
  if (!isUnsupported(sentence)) return [];
  const isMeant = (member: unknown): boolean =>
    sentence.includes(String(member)) ||
    (member === encrypted && /\bencrypted\b/i.test(sentence)) ||
    (String(member).endsWith("logprobs") && /\blogprobs\b/i.test(sentence));
  return membersOf(sent)
    .filter(isMeant)
    .map((member) => leaveOut(member, deployment));
};
