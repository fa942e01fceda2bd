// Made from libs/contracts by "node tools/wire.mjs"; a test compares the two.
export const wire = {
  "client": [
    {
      "name": "message:send",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/SocketSendRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Message"
      }
    },
    {
      "name": "message:edit",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/SocketEditRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Message"
      }
    },
    {
      "name": "message:delete",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/SocketDeleteRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Message"
      }
    },
    {
      "name": "message:react",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/ReactRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Message"
      }
    },
    {
      "name": "message:pin",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/PinRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Message"
      }
    },
    {
      "name": "message:delivered",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/ReceiptRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Pointers"
      }
    },
    {
      "name": "message:read",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/ReceiptRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Pointers"
      }
    },
    {
      "name": "conversation:join",
      "about": "I am looking at it now, and not any more. What a socket hears of it does not depend on this.",
      "request": {
        "$ref": "#/components/schemas/LookRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/LookAnswer"
      }
    },
    {
      "name": "conversation:leave",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/LookRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/LookAnswer"
      }
    },
    {
      "name": "typing:start",
      "about": "Volatile, and only to those who look: over by itself five seconds after the last start.",
      "request": {
        "$ref": "#/components/schemas/LookRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Look"
      }
    },
    {
      "name": "typing:stop",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/LookRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Look"
      }
    },
    {
      "name": "presence:watch",
      "about": "Answers how they are now; `user:online` and `user:offline` tell what changes, a moment later and never twice.",
      "request": {
        "$ref": "#/components/schemas/WatchRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/WatchAnswer"
      }
    },
    {
      "name": "presence:set",
      "about": "A socket that never says is `online`; one that connects with `auth.presence: 'away'` is not, from the beginning.",
      "request": {
        "$ref": "#/components/schemas/PresenceRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/PresenceAnswer"
      }
    },
    {
      "name": "sync:heads",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/HeadsRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/Heads"
      }
    },
    {
      "name": "sync:changes",
      "about": "",
      "request": {
        "oneOf": [
          {
            "$ref": "#/components/schemas/ChangesRequest"
          },
          {
            "$ref": "#/components/schemas/ManyChangesRequest"
          }
        ]
      },
      "answer": {
        "oneOf": [
          {
            "$ref": "#/components/schemas/ChangesAnswer"
          },
          {
            "$ref": "#/components/schemas/ManyChangesAnswer"
          }
        ]
      }
    },
    {
      "name": "sync:self",
      "about": "",
      "request": {
        "$ref": "#/components/schemas/SelfRequest"
      },
      "answer": {
        "$ref": "#/components/schemas/SelfAnswer"
      }
    },
    {
      "name": "session:renew",
      "about": "",
      "request": {
        "type": "object",
        "properties": {
          "token": {
            "type": "string"
          }
        },
        "required": [
          "token"
        ]
      },
      "answer": {
        "type": "object",
        "properties": {
          "expiresIn": {
            "type": "number"
          }
        },
        "required": [
          "expiresIn"
        ]
      }
    }
  ],
  "server": [
    {
      "name": "message:received",
      "about": "",
      "payload": {
        "$ref": "#/components/schemas/Message"
      }
    },
    {
      "name": "message:updated",
      "about": "The message as it is now: edited, deleted (a tombstone), reacted to or pinned.",
      "payload": {
        "$ref": "#/components/schemas/Message"
      }
    },
    {
      "name": "message:text",
      "about": "After the `message:received` of a large message, to those who look and connected with `auth.texts: true`. It may fail to\ncome, to who is slow to read for one: then it is asked for.",
      "payload": {
        "$ref": "#/components/schemas/MessageText"
      }
    },
    {
      "name": "conversation:updated",
      "about": "",
      "payload": {
        "$ref": "#/components/schemas/ConversationUpdated"
      }
    },
    {
      "name": "self:updated",
      "about": "",
      "payload": {
        "$ref": "#/components/schemas/SelfChange"
      }
    },
    {
      "name": "receipt:updated",
      "about": "",
      "payload": {
        "$ref": "#/components/schemas/Receipt"
      }
    },
    {
      "name": "user:joined",
      "about": "To those who look at a conversation: somebody else began, or stopped. It has no `rev` and is not kept.",
      "payload": {
        "$ref": "#/components/schemas/Look"
      }
    },
    {
      "name": "user:left",
      "about": "",
      "payload": {
        "$ref": "#/components/schemas/Look"
      }
    },
    {
      "name": "user:typing",
      "about": "",
      "payload": {
        "$ref": "#/components/schemas/Look"
      }
    },
    {
      "name": "user:stopped-typing",
      "about": "",
      "payload": {
        "$ref": "#/components/schemas/Look"
      }
    },
    {
      "name": "user:online",
      "about": "Somebody this socket watches is `online` or `away`.",
      "payload": {
        "$ref": "#/components/schemas/PersonPresence"
      }
    },
    {
      "name": "user:offline",
      "about": "They are not here any more, or not for this person to see.",
      "payload": {
        "$ref": "#/components/schemas/PersonPresence"
      }
    },
    {
      "name": "session:revoked",
      "about": "",
      "payload": {
        "$ref": "#/components/schemas/SessionRevoked"
      }
    },
    {
      "name": "server:draining",
      "about": "The node is about to stop: come back after `retryInMs`, jittered by the client.",
      "payload": {
        "type": "object",
        "properties": {
          "retryInMs": {
            "type": "number"
          }
        },
        "required": [
          "retryInMs"
        ]
      }
    }
  ],
  "schemas": {
    "SocketSendRequest": {
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "clientId": {
          "type": "string"
        },
        "text": {
          "description": "Empty, or left out, when `forward` says what is sent.",
          "type": "string"
        },
        "replyTo": {
          "type": "string"
        },
        "forward": {
          "$ref": "#/components/schemas/ForwardRequest"
        }
      },
      "required": [
        "conversationId",
        "clientId"
      ]
    },
    "ForwardRequest": {
      "description": "A message the sender can read, of any conversation. Whoever reads the new one needs to see nothing of that.",
      "type": "object",
      "properties": {
        "messageId": {
          "type": "string"
        }
      },
      "required": [
        "messageId"
      ]
    },
    "Message": {
      "type": "object",
      "properties": {
        "id": {
          "type": "string"
        },
        "conversationId": {
          "type": "string"
        },
        "seq": {
          "description": "Dense place in the conversation, from 1.",
          "type": "number"
        },
        "rev": {
          "description": "The conversation's revision at which this message last changed.",
          "type": "number"
        },
        "clientId": {
          "description": "Made by the sender's client; unique per sender for ever.",
          "type": "string"
        },
        "senderId": {
          "type": "string"
        },
        "text": {
          "type": "string"
        },
        "large": {
          "description": "True when lists and events carry only the first `limits.previewChars` characters in `text`; by id one gets the whole.",
          "type": "boolean"
        },
        "textLength": {
          "description": "UTF-8 bytes of the whole text.",
          "type": "number"
        },
        "createdAt": {
          "type": "string"
        },
        "editedAt": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "deletedAt": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "replyTo": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "quote": {
          "description": "Null without `replyTo`, and where the reader may not see what is answered.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "$ref": "#/components/schemas/Quote"
            }
          ]
        },
        "reactions": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/Reaction"
          }
        },
        "mentions": {
          "description": "People named in it, at most `limits.mentions`.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "everyone": {
          "description": "It speaks to everybody in the conversation, or to those who are here now.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "const": "all"
            },
            {
              "const": "here"
            }
          ]
        },
        "pinned": {
          "description": "Kept in sight for everybody; null while it is not.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "$ref": "#/components/schemas/Pinned"
            }
          ]
        },
        "forwardedFrom": {
          "description": "Present on what was forwarded: who wrote it, however often it was passed on, and when.",
          "$ref": "#/components/schemas/ForwardedFrom"
        },
        "preview": {
          "description": "Present once the server has read the page that the first link in `text` leads to.",
          "$ref": "#/components/schemas/LinkPreview"
        }
      },
      "required": [
        "id",
        "conversationId",
        "seq",
        "rev",
        "clientId",
        "senderId",
        "text",
        "large",
        "textLength",
        "createdAt",
        "editedAt",
        "deletedAt",
        "replyTo",
        "quote",
        "reactions",
        "mentions",
        "everyone",
        "pinned"
      ]
    },
    "Quote": {
      "description": "The message that is answered, in short and as it is now.",
      "type": "object",
      "properties": {
        "messageId": {
          "type": "string"
        },
        "seq": {
          "type": "number"
        },
        "senderId": {
          "type": "string"
        },
        "text": {
          "description": "At most `limits.quoteChars` characters; empty once it was deleted.",
          "type": "string"
        },
        "deleted": {
          "type": "boolean"
        }
      },
      "required": [
        "messageId",
        "seq",
        "senderId",
        "text",
        "deleted"
      ]
    },
    "Reaction": {
      "type": "object",
      "properties": {
        "emoji": {
          "type": "string"
        },
        "count": {
          "type": "number"
        },
        "userIds": {
          "description": "At most `limits.reactionUsers` of them.",
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "required": [
        "emoji",
        "count",
        "userIds"
      ]
    },
    "Pinned": {
      "description": "Who pinned a message, when, and the revision that did: of two pins the greater is the later.",
      "type": "object",
      "properties": {
        "by": {
          "type": "string"
        },
        "at": {
          "type": "string"
        },
        "rev": {
          "type": "number"
        }
      },
      "required": [
        "by",
        "at",
        "rev"
      ]
    },
    "ForwardedFrom": {
      "type": "object",
      "properties": {
        "senderId": {
          "type": "string"
        },
        "createdAt": {
          "type": "string"
        }
      },
      "required": [
        "senderId",
        "createdAt"
      ]
    },
    "LinkPreview": {
      "description": "What a page says of itself: text, cut short, on one line each, and never to be believed.",
      "type": "object",
      "properties": {
        "url": {
          "description": "As it stands in the message.",
          "type": "string"
        },
        "title": {
          "type": "string"
        },
        "description": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "siteName": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        }
      },
      "required": [
        "url",
        "title",
        "description",
        "siteName"
      ]
    },
    "SocketEditRequest": {
      "type": "object",
      "properties": {
        "messageId": {
          "type": "string"
        },
        "text": {
          "type": "string"
        }
      },
      "required": [
        "messageId",
        "text"
      ]
    },
    "SocketDeleteRequest": {
      "type": "object",
      "properties": {
        "messageId": {
          "type": "string"
        },
        "for": {
          "$ref": "#/components/schemas/DeleteFor"
        }
      },
      "required": [
        "messageId",
        "for"
      ]
    },
    "DeleteFor": {
      "description": "For everyone it leaves a tombstone; for me it is gone from my devices alone.",
      "enum": [
        "everyone",
        "me"
      ]
    },
    "ReactRequest": {
      "type": "object",
      "properties": {
        "messageId": {
          "type": "string"
        },
        "emoji": {
          "type": "string"
        },
        "on": {
          "type": "boolean"
        }
      },
      "required": [
        "messageId",
        "emoji",
        "on"
      ]
    },
    "PinRequest": {
      "type": "object",
      "properties": {
        "messageId": {
          "type": "string"
        },
        "on": {
          "type": "boolean"
        }
      },
      "required": [
        "messageId",
        "on"
      ]
    },
    "ReceiptRequest": {
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "seq": {
          "type": "number"
        }
      },
      "required": [
        "conversationId",
        "seq"
      ]
    },
    "Pointers": {
      "description": "Up to where a person received and read. Both only grow, so order and loss of these events do not matter.",
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "deliveredSeq": {
          "type": "number"
        },
        "readSeq": {
          "type": "number"
        }
      },
      "required": [
        "conversationId",
        "deliveredSeq",
        "readSeq"
      ]
    },
    "LookRequest": {
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        }
      },
      "required": [
        "conversationId"
      ]
    },
    "LookAnswer": {
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "seq": {
          "type": "number"
        },
        "rev": {
          "type": "number"
        },
        "texts": {
          "description": "Whole texts of what is sent from now on come by themselves, as `message:text`.",
          "const": true
        }
      },
      "required": [
        "conversationId",
        "seq",
        "rev"
      ]
    },
    "Look": {
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "userId": {
          "type": "string"
        }
      },
      "required": [
        "conversationId",
        "userId"
      ]
    },
    "WatchRequest": {
      "description": "These people are on screen. Replaces what this socket watched before; an empty list ends it.",
      "type": "object",
      "properties": {
        "userIds": {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      },
      "required": [
        "userIds"
      ]
    },
    "WatchAnswer": {
      "description": "One for each id, once, in the order given. Strangers are `offline`, as are those who hide it, and ids of nobody.",
      "type": "object",
      "properties": {
        "items": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/PersonPresence"
          }
        }
      },
      "required": [
        "items"
      ]
    },
    "PersonPresence": {
      "type": "object",
      "properties": {
        "userId": {
          "type": "string"
        },
        "state": {
          "$ref": "#/components/schemas/PresenceState"
        },
        "lastSeen": {
          "description": "Null while they are here, and where it is not known or not shown.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        }
      },
      "required": [
        "userId",
        "state",
        "lastSeen"
      ]
    },
    "PresenceState": {
      "description": "How present somebody is: on several devices, the most present one counts.",
      "enum": [
        "online",
        "away",
        "offline"
      ]
    },
    "PresenceRequest": {
      "description": "Of this socket: whether anybody is in front of it.",
      "type": "object",
      "properties": {
        "state": {
          "enum": [
            "online",
            "away"
          ]
        }
      },
      "required": [
        "state"
      ]
    },
    "PresenceAnswer": {
      "description": "Over all devices of the person.",
      "type": "object",
      "properties": {
        "state": {
          "enum": [
            "online",
            "away"
          ]
        }
      },
      "required": [
        "state"
      ]
    },
    "HeadsRequest": {
      "type": "object",
      "properties": {
        "after": {
          "description": "The `cursor` of an earlier answer: only what changed since is told.",
          "type": "string"
        },
        "limit": {
          "type": "number"
        }
      }
    },
    "Heads": {
      "type": "object",
      "properties": {
        "items": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/Head"
          }
        },
        "cursor": {
          "type": "string"
        },
        "more": {
          "type": "boolean"
        },
        "epoch": {
          "type": "string"
        }
      },
      "required": [
        "items",
        "cursor",
        "more",
        "epoch"
      ]
    },
    "Head": {
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "seq": {
          "type": "number"
        },
        "rev": {
          "type": "number"
        },
        "readSeq": {
          "type": "number"
        },
        "unread": {
          "type": "number"
        },
        "mentions": {
          "type": "number"
        },
        "activity": {
          "type": "number"
        }
      },
      "required": [
        "conversationId",
        "seq",
        "rev",
        "readSeq",
        "unread",
        "mentions",
        "activity"
      ]
    },
    "ChangesRequest": {
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "after": {
          "type": "number"
        },
        "limit": {
          "type": "number"
        }
      },
      "required": [
        "conversationId",
        "after"
      ]
    },
    "ManyChangesRequest": {
      "type": "object",
      "properties": {
        "since": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "conversationId": {
                "type": "string"
              },
              "after": {
                "type": "number"
              }
            },
            "required": [
              "conversationId",
              "after"
            ]
          }
        }
      },
      "required": [
        "since"
      ]
    },
    "ChangesAnswer": {
      "type": "object",
      "properties": {
        "epoch": {
          "type": "string"
        },
        "messages": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/Message"
          }
        },
        "members": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/MemberChange"
          }
        },
        "conversation": {
          "description": "Present when the conversation itself changed.",
          "$ref": "#/components/schemas/Conversation"
        },
        "rev": {
          "type": "number"
        },
        "more": {
          "type": "boolean"
        }
      },
      "required": [
        "epoch",
        "messages",
        "members",
        "rev",
        "more"
      ]
    },
    "MemberChange": {
      "description": "A membership as catch-up tells it; `left` is the tombstone.",
      "type": "object",
      "properties": {
        "rev": {
          "type": "number"
        },
        "left": {
          "type": "boolean"
        },
        "userId": {
          "type": "string"
        },
        "name": {
          "type": "string"
        },
        "username": {
          "type": "string"
        },
        "role": {
          "enum": [
            "owner",
            "admin",
            "member",
            "read_only"
          ]
        },
        "since": {
          "description": "When this role or membership began.",
          "type": "string"
        },
        "atSeq": {
          "description": "The conversation's `seq` when it began: its place in the timeline.",
          "type": "number"
        }
      },
      "required": [
        "rev",
        "left",
        "userId",
        "name",
        "username",
        "role",
        "since",
        "atSeq"
      ]
    },
    "Conversation": {
      "type": "object",
      "properties": {
        "id": {
          "type": "string"
        },
        "kind": {
          "$ref": "#/components/schemas/ConversationKind"
        },
        "name": {
          "description": "Of a direct conversation: the other person's name, as the reader sees it.",
          "type": "string"
        },
        "seq": {
          "type": "number"
        },
        "rev": {
          "type": "number"
        },
        "activity": {
          "description": "The place in everybody's list: the greater, the newer. Moves with each message and with nothing else.",
          "type": "number"
        },
        "role": {
          "enum": [
            "owner",
            "admin",
            "member",
            "read_only"
          ]
        },
        "visibleAfter": {
          "description": "Messages above this seq are theirs to read; 0 means the whole history.",
          "type": "number"
        },
        "readSeq": {
          "type": "number"
        },
        "unread": {
          "type": "number"
        },
        "mentions": {
          "type": "number"
        },
        "lastMessage": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "$ref": "#/components/schemas/Message"
            }
          ]
        },
        "lastSender": {
          "description": "Who wrote `lastMessage`.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "object",
              "properties": {
                "id": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                }
              },
              "required": [
                "id",
                "name"
              ]
            }
          ]
        },
        "peerId": {
          "description": "Of a direct conversation: the other person (oneself in notes to self).",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "settings": {
          "$ref": "#/components/schemas/ConversationSettings"
        },
        "settingsRev": {
          "description": "The `selfRev` at which the settings last changed: of two states the greater is the newer.",
          "type": "number"
        },
        "draft": {
          "description": "What is half written, on whatever device; '' when nothing is.",
          "type": "string"
        },
        "draftRev": {
          "type": "number"
        },
        "visibility": {
          "$ref": "#/components/schemas/Visibility"
        },
        "topic": {
          "type": "string"
        },
        "hue": {
          "description": "The hue of its picture, 0 to 359. Null: as its id has it.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "number"
            }
          ]
        },
        "announcement": {
          "description": "Only owners and admins write.",
          "type": "boolean"
        },
        "history": {
          "$ref": "#/components/schemas/HistorySetting"
        },
        "archivedAt": {
          "description": "Since when nobody may write or change anything; null while it goes on.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "memberCount": {
          "type": "number"
        }
      },
      "required": [
        "id",
        "kind",
        "name",
        "seq",
        "rev",
        "activity",
        "role",
        "visibleAfter",
        "readSeq",
        "unread",
        "mentions",
        "lastMessage",
        "lastSender",
        "peerId",
        "settings",
        "settingsRev",
        "draft",
        "draftRev",
        "visibility",
        "topic",
        "hue",
        "announcement",
        "history",
        "archivedAt",
        "memberCount"
      ]
    },
    "ConversationKind": {
      "enum": [
        "direct",
        "group",
        "room"
      ]
    },
    "ConversationSettings": {
      "description": "How one member has a conversation; nobody else sees any of it.",
      "type": "object",
      "properties": {
        "notify": {
          "$ref": "#/components/schemas/NotifyLevel"
        },
        "mutedUntil": {
          "description": "Null: not muted. A moment far away is for ever.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "pinned": {
          "type": "boolean"
        },
        "archived": {
          "type": "boolean"
        },
        "markedUnread": {
          "description": "A reminder that is no message; reading takes it away.",
          "type": "boolean"
        }
      },
      "required": [
        "notify",
        "mutedUntil",
        "pinned",
        "archived",
        "markedUnread"
      ]
    },
    "NotifyLevel": {
      "enum": [
        "all",
        "mentions",
        "nothing"
      ]
    },
    "Visibility": {
      "enum": [
        "private",
        "public"
      ]
    },
    "HistorySetting": {
      "description": "What somebody who joins later may read: everything, or what comes from then on.",
      "enum": [
        "all",
        "joined"
      ]
    },
    "ManyChangesAnswer": {
      "type": "object",
      "properties": {
        "items": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/ConversationChanges"
          }
        },
        "epoch": {
          "type": "string"
        }
      },
      "required": [
        "items",
        "epoch"
      ]
    },
    "ConversationChanges": {
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "messages": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/Message"
          }
        },
        "members": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/MemberChange"
          }
        },
        "conversation": {
          "description": "Present when the conversation itself changed.",
          "$ref": "#/components/schemas/Conversation"
        },
        "rev": {
          "type": "number"
        },
        "more": {
          "type": "boolean"
        }
      },
      "required": [
        "conversationId",
        "messages",
        "members",
        "rev",
        "more"
      ]
    },
    "SelfRequest": {
      "type": "object",
      "properties": {
        "after": {
          "type": "number"
        },
        "limit": {
          "type": "number"
        }
      }
    },
    "SelfAnswer": {
      "type": "object",
      "properties": {
        "changes": {
          "type": "array",
          "items": {
            "$ref": "#/components/schemas/SelfChange"
          }
        },
        "selfRev": {
          "type": "number"
        },
        "more": {
          "type": "boolean"
        },
        "epoch": {
          "type": "string"
        }
      },
      "required": [
        "changes",
        "selfRev",
        "more",
        "epoch"
      ]
    },
    "SelfChange": {
      "oneOf": [
        {
          "type": "object",
          "properties": {
            "selfRev": {
              "type": "number"
            },
            "type": {
              "const": "membership"
            },
            "data": {
              "type": "object",
              "properties": {
                "conversationId": {
                  "type": "string"
                },
                "role": {
                  "oneOf": [
                    {
                      "type": "null"
                    },
                    {
                      "const": "owner"
                    },
                    {
                      "const": "admin"
                    },
                    {
                      "const": "member"
                    },
                    {
                      "const": "read_only"
                    }
                  ]
                },
                "visibleAfter": {
                  "type": "number"
                },
                "rev": {
                  "type": "number"
                }
              },
              "required": [
                "conversationId",
                "role",
                "visibleAfter"
              ]
            }
          },
          "required": [
            "selfRev",
            "type",
            "data"
          ]
        },
        {
          "type": "object",
          "properties": {
            "selfRev": {
              "type": "number"
            },
            "type": {
              "const": "settings"
            },
            "data": {
              "type": "object",
              "properties": {
                "conversationId": {
                  "type": "string"
                },
                "settings": {
                  "$ref": "#/components/schemas/ConversationSettings"
                }
              },
              "required": [
                "conversationId",
                "settings"
              ]
            }
          },
          "required": [
            "selfRev",
            "type",
            "data"
          ]
        },
        {
          "type": "object",
          "properties": {
            "selfRev": {
              "type": "number"
            },
            "type": {
              "const": "draft"
            },
            "data": {
              "type": "object",
              "properties": {
                "conversationId": {
                  "type": "string"
                },
                "text": {
                  "type": "string"
                }
              },
              "required": [
                "conversationId",
                "text"
              ]
            }
          },
          "required": [
            "selfRev",
            "type",
            "data"
          ]
        },
        {
          "type": "object",
          "properties": {
            "selfRev": {
              "type": "number"
            },
            "type": {
              "const": "profile"
            },
            "data": {
              "$ref": "#/components/schemas/Me"
            }
          },
          "required": [
            "selfRev",
            "type",
            "data"
          ]
        },
        {
          "type": "object",
          "properties": {
            "selfRev": {
              "type": "number"
            },
            "type": {
              "const": "block"
            },
            "data": {
              "type": "object",
              "properties": {
                "userId": {
                  "type": "string"
                },
                "blocked": {
                  "type": "boolean"
                }
              },
              "required": [
                "userId",
                "blocked"
              ]
            }
          },
          "required": [
            "selfRev",
            "type",
            "data"
          ]
        },
        {
          "type": "object",
          "properties": {
            "selfRev": {
              "type": "number"
            },
            "type": {
              "const": "hidden"
            },
            "data": {
              "type": "object",
              "properties": {
                "conversationId": {
                  "type": "string"
                },
                "messageId": {
                  "type": "string"
                },
                "seq": {
                  "type": "number"
                }
              },
              "required": [
                "conversationId",
                "messageId",
                "seq"
              ]
            }
          },
          "required": [
            "selfRev",
            "type",
            "data"
          ]
        },
        {
          "type": "object",
          "properties": {
            "selfRev": {
              "type": "number"
            },
            "type": {
              "const": "saved"
            },
            "data": {
              "type": "object",
              "properties": {
                "conversationId": {
                  "type": "string"
                },
                "messageId": {
                  "type": "string"
                },
                "seq": {
                  "type": "number"
                },
                "savedAt": {
                  "oneOf": [
                    {
                      "type": "null"
                    },
                    {
                      "type": "string"
                    }
                  ]
                }
              },
              "required": [
                "conversationId",
                "messageId",
                "seq",
                "savedAt"
              ]
            }
          },
          "required": [
            "selfRev",
            "type",
            "data"
          ]
        },
        {
          "type": "object",
          "properties": {
            "selfRev": {
              "type": "number"
            },
            "type": {
              "const": "read"
            },
            "data": {
              "type": "object",
              "properties": {
                "conversationId": {
                  "type": "string"
                },
                "readSeq": {
                  "type": "number"
                }
              },
              "required": [
                "conversationId",
                "readSeq"
              ]
            }
          },
          "required": [
            "selfRev",
            "type",
            "data"
          ]
        }
      ]
    },
    "Me": {
      "description": "What a person sees of themselves.",
      "type": "object",
      "properties": {
        "email": {
          "type": "string"
        },
        "emailVerified": {
          "type": "boolean"
        },
        "role": {
          "enum": [
            "owner",
            "admin",
            "member",
            "moderator",
            "guest"
          ]
        },
        "bio": {
          "type": "string"
        },
        "status": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "$ref": "#/components/schemas/Status"
            }
          ]
        },
        "timeZone": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "language": {
          "description": "A language tag such as `de` or `pt-BR`; null follows the browser.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "privacy": {
          "$ref": "#/components/schemas/Privacy"
        },
        "id": {
          "type": "string"
        },
        "username": {
          "type": "string"
        },
        "name": {
          "type": "string"
        },
        "avatarUrl": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        }
      },
      "required": [
        "email",
        "emailVerified",
        "role",
        "bio",
        "status",
        "timeZone",
        "language",
        "privacy",
        "id",
        "username",
        "name",
        "avatarUrl"
      ]
    },
    "Status": {
      "type": "object",
      "properties": {
        "emoji": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "text": {
          "type": "string"
        },
        "expiresAt": {
          "description": "Null: until it is changed.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        }
      },
      "required": [
        "emoji",
        "text",
        "expiresAt"
      ]
    },
    "Privacy": {
      "type": "object",
      "properties": {
        "lastSeen": {
          "description": "Whether others see when one was last here.",
          "type": "boolean"
        },
        "readReceipts": {
          "description": "Whether others see how far one has read.",
          "type": "boolean"
        }
      },
      "required": [
        "lastSeen",
        "readReceipts"
      ]
    },
    "MessageText": {
      "description": "The whole of a large text that was just sent, brought to who looks at its conversation and wishes that.",
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "messageId": {
          "type": "string"
        },
        "text": {
          "type": "string"
        },
        "editedAt": {
          "description": "The edit it belongs to; a message with another `editedAt` says something else.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        }
      },
      "required": [
        "conversationId",
        "messageId",
        "text",
        "editedAt"
      ]
    },
    "ConversationUpdated": {
      "type": "object",
      "properties": {
        "conversationId": {
          "type": "string"
        },
        "rev": {
          "type": "number"
        },
        "atSeq": {
          "type": "number"
        },
        "change": {
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "object",
              "properties": {
                "type": {
                  "const": "created"
                }
              },
              "required": [
                "type"
              ]
            },
            {
              "type": "object",
              "properties": {
                "type": {
                  "const": "members"
                },
                "members": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/MemberChange"
                  }
                },
                "memberCount": {
                  "type": "number"
                }
              },
              "required": [
                "type",
                "members",
                "memberCount"
              ]
            },
            {
              "type": "object",
              "properties": {
                "type": {
                  "const": "fields"
                },
                "fields": {
                  "$ref": "#/components/schemas/ConversationFields"
                }
              },
              "required": [
                "type",
                "fields"
              ]
            },
            {
              "type": "object",
              "properties": {
                "type": {
                  "const": "deleted"
                }
              },
              "required": [
                "type"
              ]
            },
            {
              "type": "object",
              "properties": {
                "type": {
                  "const": "restored"
                }
              },
              "required": [
                "type"
              ]
            }
          ]
        }
      },
      "required": [
        "conversationId",
        "rev",
        "atSeq",
        "change"
      ]
    },
    "ConversationFields": {
      "description": "What a conversation is, the same for every member.",
      "type": "object",
      "properties": {
        "visibility": {
          "$ref": "#/components/schemas/Visibility"
        },
        "name": {
          "type": "string"
        },
        "topic": {
          "type": "string"
        },
        "hue": {
          "description": "The hue of its picture, 0 to 359. Null: as its id has it.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "number"
            }
          ]
        },
        "announcement": {
          "description": "Only owners and admins write.",
          "type": "boolean"
        },
        "history": {
          "$ref": "#/components/schemas/HistorySetting"
        },
        "archivedAt": {
          "description": "Since when nobody may write or change anything; null while it goes on.",
          "oneOf": [
            {
              "type": "null"
            },
            {
              "type": "string"
            }
          ]
        },
        "memberCount": {
          "type": "number"
        }
      },
      "required": [
        "visibility",
        "name",
        "topic",
        "hue",
        "announcement",
        "history",
        "archivedAt",
        "memberCount"
      ]
    },
    "Receipt": {
      "type": "object",
      "properties": {
        "userId": {
          "type": "string"
        },
        "conversationId": {
          "type": "string"
        },
        "deliveredSeq": {
          "type": "number"
        },
        "readSeq": {
          "type": "number"
        }
      },
      "required": [
        "userId",
        "conversationId",
        "deliveredSeq",
        "readSeq"
      ]
    },
    "SessionRevoked": {
      "type": "object",
      "properties": {
        "reason": {
          "enum": [
            "expired",
            "revoked"
          ]
        }
      },
      "required": [
        "reason"
      ]
    },
    "ErrorBody": {
      "type": "object",
      "properties": {
        "code": {
          "enum": [
            "validation.failed",
            "auth.required",
            "auth.invalid_credentials",
            "auth.token_invalid",
            "auth.token_expired",
            "auth.session_revoked",
            "auth.refresh_invalid",
            "auth.setup_code_required",
            "auth.code_invalid",
            "auth.challenge_invalid",
            "auth.link_invalid",
            "auth.step_up_required",
            "auth.suspended",
            "auth.second_factor_set",
            "auth.second_factor_unset",
            "registration.closed",
            "invite.invalid",
            "password.too_common",
            "address.refused",
            "origin.refused",
            "email.taken",
            "username.taken",
            "not_found",
            "forbidden",
            "client_id.used",
            "conversation.full",
            "member.banned",
            "owner.last",
            "message.too_large",
            "message.deleted",
            "message.too_late",
            "reactions.too_many",
            "body_store.unavailable",
            "pins.too_many",
            "saved.too_many",
            "event.unknown",
            "payload.too_large",
            "rate.limited",
            "unavailable",
            "internal"
          ]
        },
        "message": {
          "description": "One plain sentence for a person; programs read `code`.",
          "type": "string"
        },
        "details": {
          "type": "object",
          "additionalProperties": {}
        }
      },
      "required": [
        "code",
        "message"
      ]
    }
  }
};
