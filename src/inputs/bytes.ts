export { bytesOf } from "../text/bytesOf";
