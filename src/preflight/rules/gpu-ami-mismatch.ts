import { templateRule } from './template-rule';
import { groupViews, type GroupView } from './views';
import { registeredGpus } from '../catalog';
import { known } from '../model';

export const gpuAmiMismatch = templateRule({
  id: 'gpu-ami-mismatch',
  title: 'GPU instances get an AMI without drivers, or other instances one with them',
  viewsOf: groupViews,
  judge({ group }, { options }) {
    const { ami, instanceTypes, subject } = group;
    if (!ami.variant.known || !ami.ecsOptimized.known || !ami.ecsOptimized.value || !instanceTypes.known || ami.variant.value === 'neuron') return [];
    const gpus = instanceTypes.value.map((name) => {
      const facts = options.catalog.find(name);
      return { name, count: facts && registeredGpus(facts) };
    });
    if (!gpus.every(({ count }) => count?.known === true)) return [];
    const withGpu = gpus.filter(({ count }) => count?.known && count.value > 0).map(({ name }) => name);
    const variant = (to: 'standard' | 'gpu') => (view: GroupView): GroupView => ({
      ...view, group: { ...view.group, ami: { ...view.group.ami, variant: known(to) } },
    });
    if (ami.variant.value === 'standard' && withGpu.length > 0) {
      return [
        {
          severity: 'warning',
          summary: `${withGpu.join(', ')} of ${subject.constructPath} ${withGpu.length === 1 ? 'has' : 'have'} GPUs, and the AMI has no driver for them`,
          notes: ['without the driver the agent registers no GPU, so a task that asks for one is not placed there'],
          cures: [{ text: `use the GPU variant of the ECS-optimized AMI (AmiHardwareType.GPU) in ${subject.constructPath}`, apply: variant('gpu') }],
        },
      ];
    }
    if (ami.variant.value === 'gpu' && withGpu.length === 0) {
      return [
        {
          severity: 'warning',
          summary: `the AMI of ${subject.constructPath} is the GPU variant, and ${instanceTypes.value.join(', ')} ${gpus.length === 1 ? 'has' : 'have'} no GPU`,
          notes: ['the instances start and register no GPU; the image is larger and slower to start'],
          cures: [{ text: `use the standard ECS-optimized AMI in ${subject.constructPath}`, apply: variant('standard') }],
        },
      ];
    }
    return [];
  },
});
