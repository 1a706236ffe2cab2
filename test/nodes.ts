// All nodes. Scripts run under tsx, where a node that an ES module imports directly cannot load its engine later. Imported through this file, it can.
export { Capillary } from '../nodes/Capillary/Capillary.node.ts';
export { CapillaryTrigger } from '../nodes/Capillary/CapillaryTrigger.node.ts';
export { Comapi } from '../nodes/Comapi/Comapi.node.ts';
export { ComapiTrigger } from '../nodes/Comapi/ComapiTrigger.node.ts';
export { HttpMessages } from '../nodes/HttpMessages/HttpMessages.node.ts';
export { HttpMessagesTrigger } from '../nodes/HttpMessages/HttpMessagesTrigger.node.ts';
export { PrepareMessages } from '../nodes/PrepareMessages/PrepareMessages.node.ts';
export { Wavy } from '../nodes/Wavy/Wavy.node.ts';
export { WavyInboundTrigger } from '../nodes/Wavy/WavyInboundTrigger.node.ts';
export { WavyTrigger } from '../nodes/Wavy/WavyTrigger.node.ts';
export { Wiraya } from '../nodes/Wiraya/Wiraya.node.ts';
export { WirayaTrigger } from '../nodes/Wiraya/WirayaTrigger.node.ts';
