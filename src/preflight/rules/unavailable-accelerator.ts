import { templateRule } from './template-rule';
import { taskViews } from './views';

export const unavailableAccelerator = templateRule({
  id: 'unavailable-accelerator',
  title: 'a task asks for an Elastic Inference accelerator, and the service has ended',
  viewsOf: taskViews,
  judge({ definition, subject }) {
    const { inferenceAccelerators: asked } = definition;
    if (!asked?.known || asked.value.length === 0) return [];
    const types = asked.value.map((type) => (type.known ? type.value : 'a type that is not known'));
    return [
      {
        severity: 'warning',
        summary: `${subject.constructPath} asks for ${types.join(', ')} of Amazon Elastic Inference, which has ended`,
        notes: ['no instance has such an accelerator any more, so no task of it is placed'],
        cures: [
          {
            text: `remove InferenceAccelerators of ${subject.constructPath}, and use instances with GPUs or AWS Inferentia`,
            apply: (view) => ({ ...view, definition: { ...view.definition, inferenceAccelerators: undefined } }),
          },
        ],
      },
    ];
  },
});
