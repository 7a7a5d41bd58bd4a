import { forgetAll } from "../../src/text/Memory";

// Each test begins as a new process does, which remembers nothing.
beforeEach(forgetAll);
