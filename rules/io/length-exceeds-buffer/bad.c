#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <stdlib.h>

#define REQUEST_SIZE 1024

// doc-begin
ssize_t read_request(int c)
{
    char request[512];

    return recv(c, request, REQUEST_SIZE, 0); // want "recv() may store 1024 bytes into 'request', which has 512"
}
// doc-end

struct header {
    unsigned int kind;
    unsigned int length;
};

/* The size of another object. */
void other_bad(int c)
{
    char text[100];
    unsigned int number;

    recv(c, &number, sizeof text, MSG_WAITALL); // want "recv() may store 100 bytes into 'number', which has 4"
}

void allocated_bad(int c)
{
    char *text = malloc(64);

    if (text != NULL && read(c, text, 65) > 0) // want "read() may store 65 bytes"
        close(c);
    free(text);
}

void sent_bad(int c)
{
    char text[10];

    memset(text, 'x', sizeof text);
    send(c, text, 12, 0); // want "send() sends 12 bytes of 'text', which has 10"
}

void quoted_bad(int c)
{
    write(c, "250 OK\r\n", 12); // want "write() sends 12 bytes of a text that has 9 with its terminator"
}
