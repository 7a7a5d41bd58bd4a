export { pausedDeployment as pauseDeployment } from "../pausedDeployment";
