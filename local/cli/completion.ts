import { resultFormats } from "./formats/formatResult";
import { type InputFlag, ownFlags } from "./inputFlags";

/** A command to be completed: its names, what it does, and its flags. */
export interface CompletedCommand {
  names: readonly string[];
  label: string;
  flags: readonly InputFlag[];
  /** The command line's own flags that it takes; all when absent. */
  ownFlags?: readonly string[];
}

/** The command that runs what an earlier run left. */
export const resumeCommand: CompletedCommand = {
  names: ["resume"],
  label: "Runs what remains of an earlier run",
  flags: [],
  ownFlags: ownFlags.filter((name) => name !== "input" && name !== "local"),
};

/** The shells that there is a script for. */
export const completedShells = ["bash", "zsh", "fish"] as const;
/** One of them. */
export type CompletedShell = (typeof completedShells)[number];

const command = "azure-openai";

/** A text in single quotes, for any of the shells. */
const quoted = (text: string): string => `'${text.replaceAll("\\", "").replaceAll("'", "’")}'`;

/** The values that can be chosen, as far as they are words of a shell. */
const choicesOf = ({ input, form }: InputFlag): string[] => {
  const values =
    form === "boolean" ? ["true", "false"] : (input.model ?? []).map(({ value }) => String(value));
  return values.filter((value) => /^[\w.:/-]+$/.test(value));
};

const bashCase = ({ names, flags, ownFlags: own = ownFlags }: CompletedCommand): string => {
  const words = [...flags.map(({ name }) => name), ...own.map((name) => `--${name}`)].join(" ");
  return `    ${names.join("|")}) flags=${quoted(words)} ;;`;
};

const bashChoices = ({ names, flags }: CompletedCommand): string[] =>
  flags.flatMap((flag) => {
    const choices = choicesOf(flag).join(" ");
    const places = names.map((name) => `"${name} ${flag.name}"`).join("|");
    return choices === "" ? [] : [`    ${places}) choices=${quoted(choices)} ;;`];
  });

const bash = (commands: readonly CompletedCommand[]): string => `_azure_openai() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" flags='' choices=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=( $(compgen -W ${quoted(commands.flatMap(({ names }) => names).join(" "))} -- "$current") )
    return
  fi
  case "\${COMP_WORDS[1]} $previous" in
    *" --format") choices=${quoted(resultFormats.join(" "))} ;;
${commands.flatMap(bashChoices).join("\n")}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(bashCase).join("\n")}
  esac
  if [ -n "$choices" ]; then
    COMPREPLY=( $(compgen -W "$choices" -- "$current") )
  elif [ "\${current#-}" != "$current" ]; then
    COMPREPLY=( $(compgen -W "$flags" -- "$current") )
  else
    COMPREPLY=()
  fi
}
complete -o default -F _azure_openai ${command}`;

const fishCommand = ({ names, label, flags }: CompletedCommand): string[] => [
  ...names.map(
    (name) => `complete -c ${command} -n __fish_use_subcommand -a ${quoted(name)} -d ${quoted(label)}`,
  ),
  ...flags.map((flag) => {
    const choices = choicesOf(flag).join(" ");
    const values = choices === "" ? "-r" : `-x -a ${quoted(choices)}`;
    const where = quoted(`__fish_seen_subcommand_from ${names.join(" ")}`);
    return `complete -c ${command} -n ${where} -l ${quoted(flag.name.slice(2))} -d ${quoted(String(flag.input.label))} ${values}`;
  }),
];

const fishFormats = `complete -c ${command} -l format -d 'Form of the result' -x -a ${quoted(resultFormats.join(" "))}`;

/** A script that completes commands, flags and choices in a shell. */
export const completionScript = (shell: CompletedShell, commands: readonly CompletedCommand[]): string => {
  if (shell === "fish") return [...commands.flatMap(fishCommand), fishFormats].join("\n");
  // zsh runs the functions of bash after this.
  return shell === "zsh"
    ? `autoload -U +X compinit && compinit -i
autoload -U +X bashcompinit && bashcompinit
${bash(commands)}`
    : bash(commands);
};
