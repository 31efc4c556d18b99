#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_to_bad(int s, struct sockaddr_in *server, const char *text)
{
    server->sin_family = AF_INET;
    server->sin_port = htons(atoi(text)); // want "Nothing tests what atoi() made of the text"
    return connect(s, (struct sockaddr *)server, sizeof *server);
}
// doc-end

/* A cast hides the loss and prevents nothing. */
int cast_bad(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons((unsigned short)strtol(text, NULL, 10))}; // want "Nothing tests what strtol() made of the text"

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* Nor does a variable that is too narrow: it has lost the number by then. */
int narrow_bad(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    unsigned short port = (unsigned short)atoi(text);

    addr.sin_port = htons(port); // want "Nothing tests what atoi() made of the text"
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* Too small, but not too great. */
int lower_bad(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int port = atoi(text);

    if (port <= 0)
        return -1;
    addr.sin_port = htons(port); // want "Nothing tests whether 'port' is above 65535"
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* Only one of two ways needs the test. */
int main(int argc, char **argv)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int port = 8080;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return 1;
    if (argc > 1)
        port = atoi(argv[1]);
    addr.sin_port = htons(port); // want "Nothing tests what atoi() made of the text"
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return 1;
    }
    printf("port %d\n", port);
    close(s);
    return 0;
}
