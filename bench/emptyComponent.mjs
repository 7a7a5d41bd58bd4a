import { component } from "@prismatic-io/spectral";

export default component({
  key: "empty",
  display: { label: "Empty", description: "Nothing", iconPath: "icon.png" },
  actions: {},
  triggers: {},
  dataSources: {},
  connections: [],
});
