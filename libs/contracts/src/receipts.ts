/** Up to where a person received and read. Both only grow, so order and loss of these events do not matter. */
export interface Pointers {
  conversationId: string;
  deliveredSeq: number;
  readSeq: number;
}

export interface Receipt extends Pointers {
  userId: string;
}

export interface ReceiptRequest {
  conversationId: string;
  seq: number;
}
