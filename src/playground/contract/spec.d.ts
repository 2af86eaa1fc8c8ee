// The package names its .js file as its own types, which TypeScript does not read. Only what is used is declared.
declare module "discord-api-spec/zod" {
  import type { core } from "zod";

  export const ActionRowComponentForMessageRequestSchema: core.$ZodType;
  export const ApplicationCommandAutocompleteCallbackRequestSchema: core.$ZodType;
  export const ApplicationCommandCreateRequestSchema: core.$ZodType;
  export const ApplicationCommandPatchRequestPartialSchema: core.$ZodType;
  export const ApplicationCommandUpdateRequestSchema: core.$ZodType;
  export const BaseCreateMessageCreateRequestSchema: core.$ZodType;
  export const ComponentEmojiForRequestSchema: core.$ZodType;
  export const CreateForumThreadRequestSchema: core.$ZodType;
  export const CreateMessageInteractionCallbackRequestSchema: core.$ZodType;
  export const CreateTextThreadWithMessageRequestSchema: core.$ZodType;
  export const CreateTextThreadWithoutMessageRequestSchema: core.$ZodType;
  export const IncomingWebhookInteractionRequestSchema: core.$ZodType;
  export const IncomingWebhookRequestPartialSchema: core.$ZodType;
  export const IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema: core.$ZodType;
  export const IncomingWebhookUpdateRequestPartialSchema: core.$ZodType;
  export const MessageAttachmentRequestSchema: core.$ZodType;
  export const MessageCreateRequestSchema: core.$ZodType;
  export const MessageEditRequestPartialSchema: core.$ZodType;
  export const ModalInteractionCallbackRequestSchema: core.$ZodType;
  export const PongInteractionCallbackRequestSchema: core.$ZodType;
  export const UpdateMessageInteractionCallbackRequestSchema: core.$ZodType;
  export const UpdateThreadRequestPartialSchema: core.$ZodType;
}
