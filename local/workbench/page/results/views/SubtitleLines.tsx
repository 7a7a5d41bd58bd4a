import { readCues } from "./readCues";

/** Cues that are shown. */
const mostCues = 500;

/** Subtitles as lines with their times. */
export const SubtitleLines = ({ text }: { text: string }) => {
  const cues = readCues(text, mostCues);
  return (
    <table class="cues">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Text</th>
        </tr>
      </thead>
      <tbody>
        {cues.map(({ from, to, lines }, index) => (
          <tr key={index}>
            <td class="code">{from}</td>
            <td class="code">{to}</td>
            <td>{lines.join("\n")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
