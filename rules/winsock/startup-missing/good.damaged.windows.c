// not-compilable: a parenthesis is missing
#include <winsock2.h>

int main(void)
{
    SOCKET s;

    if ((( ?? )
        return 1;
    s = socket(AF_INET, SOCK_STREAM, 0);
    closesocket(s);
    return 0;
}
