import {
  definition,
  type InputDefinition,
  type PartDefinition,
} from "../../scripts/documentation/definition";
import { expectNone } from "./expectNone";

const pickers = new Map(definition.dataSource.map((picker) => [picker.key, picker]));

/** What a picker can't do without: the platform fills it in from the input of the same name in the form. */
const lacks = ({ inputs }: PartDefinition, form: readonly InputDefinition[]): string[] =>
  inputs
    .filter(({ key, required }) => required && form.every((input) => input.key !== key))
    .map(({ label }) => label);

const problemsOf = ({ key, inputs }: PartDefinition): string[] => {
  const problemOf = ({ label, dataSource }: InputDefinition, isMember: boolean): string[] => {
    if (dataSource === undefined) return [];
    const picker = pickers.get(dataSource);
    if (!picker) return [`${key}, ${label}: there is no data source ${dataSource}.`];
    // Whether the platform reads a group's members for a picker is not told: such a one goes by the connection.
    const missing = lacks(picker, isMember ? inputs.filter((input) => input.type === "connection") : inputs);
    return missing.map((name) => `${key}, ${label}: ${dataSource} needs ${name}, which the form has not.`);
  };
  return inputs.flatMap((input) => [
    ...problemOf(input, false),
    ...(input.inputs ?? []).flatMap((member) => problemOf(member, true)),
  ]);
};

describe("pickers behind inputs", () => {
  it("are data sources whose required inputs the same form has", () => {
    expectNone([...definition.action, ...definition.trigger, ...definition.dataSource].flatMap(problemsOf));
  });

  it("are there for each data source but those for flows of other forms", () => {
    const forms = [...definition.action, ...definition.trigger].flatMap(({ inputs }) =>
      inputs.flatMap((input) => [input, ...(input.inputs ?? [])]),
    );
    const used = new Set(forms.map(({ dataSource }) => dataSource));
    const unused = definition.dataSource.map(({ key }) => key).filter((key) => !used.has(key));
    // A checkpoint is chosen where its job is known, which the forms that take one do not ask for.
    expect(unused).toEqual(["selectAudioDeployment", "selectCheckpoint"]);
  });
});
