#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <stdint.h>
#include <stdlib.h>

// doc-begin
ssize_t read_request(int c)
{
    char request[512];

    return recv(c, request, sizeof request, 0);
}
// doc-end

/* Behind what is there already. */
void rest_ok(int c)
{
    char text[100];

    if (recv(c, text, 60, 0) == 60)
        recv(c, text + 60, 40, 0);
    recv(c, &text[10], 90, 0);
}

struct message {
    uint16_t kind;
    uint16_t length;
    char data[1];
};

/* An array of one element stands for many. */
void flexible_ok(int c)
{
    struct message *message = malloc(sizeof *message + 99);

    if (message != NULL)
        recv(c, message->data, 100, 0);
    free(message);
}

/* Two members at once. */
void members_ok(int c)
{
    struct message message;

    recv(c, &message.kind, 4, MSG_WAITALL);
}

union bytes {
    uint32_t number;
    char text[4];
    char more[8];
};

void union_ok(int c)
{
    union bytes bytes;

    recv(c, bytes.text, sizeof bytes, 0);
}

/* How large it is the caller knows. */
void given_ok(int c, char *text)
{
    recv(c, text, 1000, 0);
}

void text_ok(int c)
{
    write(c, "250 OK\r\n", 8);
    write(c, "250 OK\r\n", 9);
}

void keep(int c, char **text);

/* The pointer goes elsewhere. */
void escaped_ok(int c)
{
    char *text = malloc(10);

    keep(c, &text);
    recv(c, text, 100, 0);
}
