/** What no run against a resource can answer, by how the page of what was not checked begins to tell of it, and why. */
export const unanswerable: Readonly<Record<string, string>> = {
  "The scope of access tokens in the cloud of China":
    "needs an account of that cloud: Diagnose Connection tells it there",
  "How the platform's designer shows": "is seen in the designer alone",
  "What the platform answers to a delivery": "is an answer of the platform, not of the service",
  "What deployments of fine-tuned models cost": "is seen on an invoice, and after 15 days",
  "How large an image in a prompt may be": "would cost a prompt of 50 MB for one answer",
  "Image edits: whether services take": "asks for previews that few resources have",
  "The on-premises agent": "needs an agent in a private network",
  "Tokens of the first version of Entra's endpoint":
    "needs an application that is set up for it: Diagnose Connection tells it there",
  "Limits that the services do not publish": "would be found by ever larger requests alone",
};
