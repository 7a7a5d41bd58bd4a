import type { ResultNode } from "../../wire/run";
import { CopyButton } from "../parts/CopyButton";
import { describeNode } from "./describeNode";
import { loadText } from "./loadText";
import { FileView } from "./views/FileView";
import { TextView } from "./views/TextView";

interface NodeViewProps {
  address: string;
  segments: readonly string[];
  /** As it is written in a reference. */
  path: string;
  node: ResultNode;
  onUse: ((reference: string) => void) | undefined;
}

const View = ({ address, segments, node }: Pick<NodeViewProps, "address" | "segments" | "node">) => {
  if (node.kind === "file") return <FileView node={node} />;
  if (node.kind === "text") return <TextView address={address} segments={segments} node={node} />;
  return <p class="code node-value">{describeNode(node)}</p>;
};

/** The marked value of a result: its path to copy, and what it is. */
export const NodeView = ({ address, segments, path, node, onUse }: NodeViewProps) => (
  <section class="node" aria-label={`Marked value ${path}`}>
    <div class="node-head">
      <code class="node-path">{path}</code>
      <div class="node-tools">
        <CopyButton label="Copy path" text={() => path} />
        {["text", "number", "boolean", "list", "object"].includes(node.kind) && (
          <CopyButton label="Copy value" text={() => loadText(address, segments, node)} />
        )}
        {onUse && (
          <button type="button" class="small" onClick={() => onUse(path)}>
            Use in next step
          </button>
        )}
      </div>
    </div>
    <View address={address} segments={segments} node={node} />
  </section>
);
