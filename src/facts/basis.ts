/** How sure a fact is: AWS documents it, it was seen in the agent's sources or in recorded outputs, or it is a choice of ours. */
export type Basis = 'documented' | 'observed' | 'our choice';
