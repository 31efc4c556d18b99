#include <sys/socket.h>

struct Flag {
    bool operator==(int other) const;
    Flag &operator=(int value);
};

/* Operators of the program may do anything. */
void operators_ok(Flag &flag)
{
    if (flag == 0)
        flag = 0;
}

int some_socket()
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
