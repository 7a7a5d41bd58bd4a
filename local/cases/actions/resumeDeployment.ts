export { pausedDeployment as resumeDeployment } from "../pausedDeployment";
